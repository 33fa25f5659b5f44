from kept.channels.form.form_settings import FormSettings

__all__ = ["FormSettings"]
