import EcommBase
