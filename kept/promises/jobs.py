from procrastinate.contrib.django import app

from kept.promises.standing import recounting


@app.task(name="promises.recount")
def recount(calendar: int = 0, promise: int = 0, group: int = 0, company: int = 0) -> None:
    recounting.recount_those(calendar, promise, group, company)
