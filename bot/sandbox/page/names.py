"""What people and bots are called."""

from bot.sandbox.accounts import Account, Bot


def account_name(account: Account) -> str:
    last = None if isinstance(account, Bot) else account.last_name
    return f"{account.first_name} {last}" if last else account.first_name
