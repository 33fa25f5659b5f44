"""`kept sign-in`: a link that signs a colleague in."""

import json

import click


@click.command()
@click.argument("email", required=False)
@click.option(
    "--owner", is_flag=True, help="Whoever owns this installation; while nobody does, the page that sets it up."
)
@click.option("--minutes", default=15, show_default=True, type=click.IntRange(1, 1440), help="How long it is good.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(email: str | None, owner: bool, minutes: int, as_json: bool) -> None:
    """Print a link that signs in the colleague with this e-mail address, once.

    Where Kept is known by an address of this machine only, the link is good in a browser on this machine only.
    """
    from kept.cli import ready

    if bool(email) == owner:
        raise click.UsageError("Give either an e-mail address or --owner.")
    with ready.models():
        from kept.cli.shape import refuse_unfinished

        refuse_unfinished()
        answer = key(email, minutes)
    print(json.dumps(answer) if as_json else answer["link"])


def key(email: str | None, minutes: int) -> dict[str, str | None]:
    """`name` is None where the link is to the page that sets up an installation without colleagues."""
    from kept.lib.refusal import Refusal
    from kept.people.member import Member, Role
    from kept.people.origin import known_only_here
    from kept.people.setup import setup_url
    from kept.people.signin import SignInLink

    if link := setup_url():
        return {"name": None, "link": link}
    members = Member.objects.active()
    wanted = members.filter(email=email.strip().lower()) if email else members.filter(role=Role.OWNER)
    member = wanted.order_by("pk").first()
    if member is None:
        raise Refusal(f"No colleague has the address {email}; an owner or admin can invite them in the settings.")
    link = SignInLink.objects.make(member, minutes=minutes, local_only=known_only_here()).url
    return {"name": member.name, "link": link}
