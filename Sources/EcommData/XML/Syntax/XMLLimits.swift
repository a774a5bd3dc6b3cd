/// How much of one thing an XML document may hold, so that a hostile one ends in an error and not in a
/// full memory. All are far above what honest documents need.
public struct XMLLimits: Sendable {
  public var depth = 10_000
  public var attributesPerElement = 10_000
  /// Bytes of a name.
  public var nameBytes = 10_000
  /// Different names of elements and attributes in one document.
  public var distinctNames = 100_000
  /// Bytes of a tag or of a document type declaration; text may be longer.
  public var tokenBytes = 16 << 20
  /// Entities open inside each other.
  public var entityDepth = 64
  /// Bytes that all entity references together may stand for, once they are more than
  /// `expansionRatio` times the bytes read.
  public var expansionBytes = 8 << 20
  public var expansionRatio = 100
  /// Bytes that all entity references together may ever stand for.
  public var totalExpansionBytes = 1 << 30
  /// Bytes of one value: the text of a leaf or an attribute.
  public var valueBytes = 64 << 20
  /// Bytes of all values of one record with its nested rows.
  public var recordBytes = 512 << 20
  /// Different paths of elements and attributes.
  public var paths = 65_536

  public init() {}

  public enum Kind: Sendable {
    case depth, attributesPerElement, nameBytes, distinctNames, tokenBytes, entityDepth
    case expansion, valueBytes, recordBytes, paths
  }
}
