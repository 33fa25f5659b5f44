"""`kept sign-in`: a link that signs a colleague in."""

import json

import click


@click.command()
@click.argument("email", required=False)
@click.option("--owner", is_flag=True, help="Whoever owns this installation, instead of an address.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(email: str | None, owner: bool, as_json: bool) -> None:
    """Print a link that signs in the colleague with this e-mail address, once, within minutes, on this machine.

    On an installation where nobody can sign in yet, it makes that person the owner.
    """
    from kept.cli import ready

    if bool(email) == owner:
        raise click.UsageError("Give either an e-mail address or --owner.")
    with ready.models():
        from kept.cli.shape import refuse_unfinished

        refuse_unfinished()
        answer = _answer(email)
    print(json.dumps(answer) if as_json else answer["link"] or "There is no owner yet.")


def _answer(email: str | None) -> dict[str, str | None]:
    from kept.people.member import Member, Role
    from kept.people.signin import SignInLink

    members = Member.objects.active()
    member = members.filter(email=email.strip().lower()).first() if email else members.filter(role=Role.OWNER).first()
    if member is None and email:
        member = _first(email)
    if member is None:
        return {"name": None, "link": None}
    return {"name": member.name, "link": SignInLink.objects.make(member).url}


def _first(email: str):  # type: ignore[no-untyped-def]
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    from kept.lib.refusal import Refusal
    from kept.people.member import Member, Role

    if Member.objects.active().exists():
        raise Refusal(f"No colleague has the address {email}; an owner or admin can invite them in the settings.")
    try:
        validate_email(email)
    except ValidationError as problem:
        raise Refusal(f"{email} is not an e-mail address.") from problem
    return Member.objects.create_user(email, name=email.partition("@")[0], role=Role.OWNER)
