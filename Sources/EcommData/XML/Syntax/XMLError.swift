import EcommBase

/// An XML document that is not well formed or goes beyond a limit, and where.
public struct XMLError: Error, Sendable, Equatable {
  let fault: XMLFault
  public let file: String
  public let line: Int
  /// In characters.
  public let column: Int
  /// The entity in whose text it happened; the place is then that of its reference.
  let entity: String?
}
