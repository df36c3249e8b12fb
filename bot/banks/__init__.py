"""Question banks: YAML files in, checked, domain values out. prompts/README.md tells the format."""

from bot.banks.format import bank_schema
from bot.banks.load import BankErrors, Banks, check_banks, load_banks

__all__ = ["BankErrors", "Banks", "bank_schema", "check_banks", "load_banks"]
