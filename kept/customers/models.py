from kept.customers.customer import Address, Company, Customer

__all__ = ["Address", "Company", "Customer"]
