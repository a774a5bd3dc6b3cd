import EcommCLI
