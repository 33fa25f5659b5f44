from kept.notifications.notice import Notice

__all__ = ["Notice"]
