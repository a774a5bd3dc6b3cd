import EcommBase
import EcommTasks

extension DataQuality {
  /// How old the newest row is, to go on behind its day: `, 12 days ago`; nothing of a day or less.
  public func age(at now: Int) -> String {
    guard let days = daysOld(at: now) else { return "" }
    if days < -1 { return ", \(Figures.count(-days, "day")) ahead of this machine's clock" }
    return days > 1 ? ", \(Figures.count(days, "day")) ago" : ""
  }
}
