"""Mail by SMTP: plain text, one message to one person."""

import smtplib
import socket
import ssl
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from django.utils.translation import gettext as _

from tongxin.base.clock import now
from tongxin.base.egress import SECONDS, NoAnswer, NoWayOut, cut_off, is_trusted, number_of
from tongxin.collab.notices.models import Channel
from tongxin.collab.notices.sending.said import Refused, Said, Words

PORTS = (25, 465, 587, 2525)


class _Pinned(smtplib.SMTP):
    """Connects to the number that was looked at, and speaks to the name."""

    def __init__(self, host: str, port: int, number: str, *, is_tls: bool) -> None:
        self._number, self._is_tls = number, is_tls
        super().__init__(host, port, timeout=SECONDS)

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:  # smtplib's own place for this
        plain = socket.create_connection((self._number, port), timeout)
        return ssl.create_default_context().wrap_socket(plain, server_hostname=host) if self._is_tls else plain


def letter(channel: Channel, words: Words) -> EmailMessage:
    """The message; its number depends on the key alone, so that a mail box knows a second copy."""
    message = EmailMessage()
    message["Subject"] = " ".join(words.title.split())[:200]
    message["From"] = Address(display_name=channel.name, addr_spec=channel.sender)
    message["To"] = Address(addr_spec=words.to)
    message["Date"] = format_datetime(now())
    message["Message-ID"] = f"<{words.key}@{channel.sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content("\n".join(words.lines) + "\n")
    return message


def send_mail(channel: Channel, words: Words) -> Said:
    """Hand one message to the firm's mail server. Raises Refused, NoAnswer, NoWayOut."""
    trusted = is_trusted(f"smtp://{channel.host}:{channel.port}")
    if channel.port not in PORTS and not trusted:
        raise NoWayOut(_("Mail leaves by the ports 25, 465, 587 and 2525 only"))
    number = number_of(channel.host, channel.port, trusted=trusted)
    try:
        with _opened(channel, number) as client, cut_off(lambda: client.sock):
            return _spoken(client, channel, letter(channel, words))
    except smtplib.SMTPResponseException as error:
        raise _refused(error.smtp_code, error.smtp_error) from error
    except smtplib.SMTPRecipientsRefused as error:
        raise _refused(*next(iter(error.recipients.values()))) from error
    except smtplib.SMTPNotSupportedError as error:
        raise Refused(str(error)[:200]) from error
    except (OSError, smtplib.SMTPException) as error:
        raise NoAnswer(_("%(host)s gave no proper answer") % {"host": channel.host}) from error


def _refused(code: int, told: bytes | str) -> Refused:
    """What the server said, by its own number; 4xx means: later."""
    text = told.decode(errors="replace") if isinstance(told, bytes) else told
    return Refused(f"{code} {text}"[:200], may_pass=400 <= code < 500)


def _opened(channel: Channel, number: str) -> smtplib.SMTP:
    return _Pinned(channel.host, channel.port, number, is_tls=channel.security == Channel.Security.TLS)


def _spoken(client: smtplib.SMTP, channel: Channel, message: EmailMessage) -> Said:
    if channel.security == Channel.Security.STARTTLS:
        client.starttls(context=ssl.create_default_context())
    if channel.account:
        client.login(channel.account, channel.secret.reveal())
    client.send_message(message)
    return Said("250")
