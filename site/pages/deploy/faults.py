"""What rclone and the hosts behind it say when something fails, as a sentence for a clerk.

Pure: text in, sentence out. What is not known is shown as it is, shortened, without anything that
could be a password.
"""

import re

from models import N_

# The first that is found decides; the order matters where one message contains another.
KNOWN: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), message)
    for pattern, message in (
        (
            (
                r"host key (verification failed|is not pinned|mismatch|.*not .*match)"
                r"|knownhosts|host_keys|pinned"
            ),
            N_(
                "主机的密钥和第一次连接时不一样：可能换了机器，也可能有人冒充。请向主机管理员核实。"
            ),
        ),
        (
            r"certificate|x509|tls: ",
            N_("主机的证书不被信任或已过期。请向主机管理员核实，或用 ca_file 指出它的根证书。"),
        ),
        (
            (
                r"unable to authenticate|530 |login incorrect|401 |Unauthorized"
                r"|SignatureDoesNotMatch|InvalidAccessKeyId|login failed|Authentication failed"
                r"|Permission denied \((publickey|password|keyboard)"
            ),
            N_("账号或密码不对。请运行 flask --app admin target-secret 重新设置密码。"),
        ),
        (
            (
                r"no space|disk (is )?full|quota|Insufficient Storage|\b(452|552|507)\b|ENOSPC"
                r"|not enough (disk )?space"
            ),
            N_("主机的空间满了。请清理主机上的旧文件，或请管理员加大空间。"),
        ),
        (r"read-?only file ?system|EROFS", N_("主机是只读的，写不进去。请联系主机管理员。")),
        (
            (
                r"permission denied|access ?denied|\b(403|550|553)\b|forbidden|not permitted"
                r"|SSH_FX_PERMISSION"
            ),
            N_("主机不让写：账号没有这个文件夹的权限。请联系主机管理员。"),
        ),
        (r"NoSuchBucket|bucket.*not.*exist", N_("没有这个存储桶（bucket），请检查名字。")),
        (
            r"no such host|lookup .*: |server misbehaving",
            N_("找不到这台主机，请检查 host 的写法和网络。"),
        ),
        (
            (
                r"connection refused|i/o timeout|deadline exceeded|connection reset|broken pipe"
                r"|\bEOF\b|connection lost|network is unreachable|closed network|use of closed"
                r"|connection closed|handshake failed|\b42[156]\b|no route to host"
                r"|unexpected packet"
            ),
            N_("连不上主机，或者中途断了。网络好了以后再发布一次，会接着传。"),
        ),
        # OpenSSH and some WebDAV servers say no more than this of a full disk.
        (
            r"SSH_FX_FAILURE|405 Method Not Allowed",
            N_(
                "主机没有写成，也没有说明原因：多半是空间满了，也可能不让写。请检查主机的空间和权限。"
            ),
        ),
        (r"is a directory|not a directory", N_("主机上有同名的文件或文件夹挡着，请先移走。")),
    )
)
SECRET = re.compile(r"(://)[^/@\s]*@|(pass\w*|secret\w*|signature|credential)=\S+", re.IGNORECASE)
LONGEST = 200


def told(said: list[str]) -> str:
    """The reason in what a program has said, the most telling line of it.

    A password that it repeats would be hidden.
    """
    text = "\n".join(said)
    for pattern, message in KNOWN:
        if pattern.search(text):
            return message
    shown = SECRET.sub(r"\1…", said[-1] if said else "").strip()
    return N_("主机出错：%(said)s") % {"said": shown[:LONGEST] or N_("没有说明原因")}
