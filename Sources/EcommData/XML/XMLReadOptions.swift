/// How an XML input is to be read; every default is found out from the input itself.
public struct XMLReadOptions: Sendable {
  /// The element that is a record: its name (`order`) or the end of its path (`data/order`).
  public var record: String?
  /// What the input is written in, against what it says of itself.
  public var encoding: TextEncoding?
  /// Hold names to the rules of namespaces: one colon at most, prefixes declared.
  public var usesNamespaces = true
  /// How much of each input is looked over to find the records and what is in them.
  public var lookAheadBytes = 16 << 20
  public var limits = XMLLimits()

  public init(record: String? = nil, encoding: TextEncoding? = nil) {
    self.record = record
    self.encoding = encoding
  }
}
