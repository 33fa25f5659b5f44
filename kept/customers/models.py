from kept.customers.customer import Address, Company, Customer
from kept.customers.declining import Declined
from kept.customers.grouping import CustomerGroup
from kept.customers.trouble import AddressTrouble

__all__ = ["Address", "AddressTrouble", "Company", "Customer", "CustomerGroup", "Declined"]
