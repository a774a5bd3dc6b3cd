import EcommBase

extension ModelHistory {
  /// The events, and the numbers of the lines, from 1, that hold none: cut off by a crash or damaged.
  public func eventsAndDamage() throws -> (events: [Event], damagedLines: [Int]) {
    let lines = try LineLog(path).lines().map { $0.flatMap(Event.init) }
    let damaged = lines.indices.filter { lines[$0] == nil }.map { $0 + 1 }
    return (lines.compactMap(\.self), damaged)
  }
}
