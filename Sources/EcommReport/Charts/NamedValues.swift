/// Numbers under a name: a group of a histogram, a panel, a row of boxes.
public struct NamedValues: Sendable {
  public var name: String
  public var values: [Double]

  public init(_ name: String, _ values: [Double]) {
    self.name = name
    self.values = values
  }
}
