"""format=flowed (RFC 3676): lines that the sender's program wrapped are put together again."""


def unflow(text: str, *, delsp: bool = False) -> str:
    """Join soft line breaks. A change of quote depth or a signature line always ends a paragraph."""
    paragraphs: list[list[str]] = []
    open_depth = -1  # quote depth of an unfinished paragraph, -1 for none
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        body = line[depth:].removeprefix(" ")
        is_signature = body in ("-- ", "--")
        if open_depth == depth and not is_signature:
            paragraphs[-1].append(body)
        else:
            paragraphs.append([">" * depth + " " if depth else "", body])
        soft = body.endswith(" ") and not is_signature
        if soft and delsp:
            paragraphs[-1][-1] = body[:-1]
        open_depth = depth if soft else -1
    return "\n".join("".join(pieces) for pieces in paragraphs)
