from procrastinate.contrib.django import app

from kept.channels import intake, sending


@app.task(name="channels.take_in", lock="take_in", queueing_lock="take_in")
def take_in() -> None:
    intake.take_in_waiting()


@app.task(name="channels.deliver", queue="mail")
def deliver(delivery: int) -> None:
    sending.deliver(delivery)
