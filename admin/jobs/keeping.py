"""What a night is for: a backup of which the last few are kept, and letters to who is late."""

from admin import backups, mail
from admin.desk import reminders
from admin.jobs.context import Context
from models import N_
from pages import clock

FOLDER = "backups"


def back_up(context: Context) -> None:
    """Write a backup and drop the oldest beyond those that are kept.

    :raises backups.BackupRefused: it could not be written.
    """
    config = context.config
    if config.admin_database or config.public_database:
        context.say(N_("数据库在服务器上，备份由那里的工具（pg_dump）负责。"))
        return
    folder = config.instance / FOLDER
    stamp = clock.local(context.now).strftime("%Y-%m-%d-%H%M%S")
    file = folder / f"{stamp}.zip"
    backups.write(config, context.databases, file, now=context.now)
    for old in sorted(folder.glob("*.zip"))[: -config.backups_keep]:
        old.unlink()
    size = max(1, round(file.stat().st_size / 1e6))
    context.say(N_("备份写好了：%(name)s，约 %(size)s MB。") % {"name": file.name, "size": size})


def remind(context: Context) -> None:
    """Send the letters of this week that are due; a fault stops none of the others.

    :raises mail.MailRefused: the last one that did not go.
    """
    sent, refused = 0, None
    with context.databases.working():
        for letter in list(reminders.letters(context.today)):
            if not (letter.to and mail.is_configured(context.config)):
                continue
            try:
                mail.send(context.config, letter.to, letter.subject, letter.text)
                reminders.remember(letter, context.today)
                sent += 1
            except mail.MailRefused as error:
                refused = error
    context.say(N_("寄出提醒 %(count)s 封。") % {"count": sent})
    if not mail.is_configured(context.config):
        context.say(N_("没有设置邮件，大家在后台首页会看到。"))
    if refused:
        raise refused
