import EcommBase
import EcommLearn
import EcommTestKit

/// What every model of a series promises, checked on one. Each check returns the promises broken.
struct SeriesContract: Sendable {
  let name: String
  let type: any SeriesModel.Type
  let fit: @Sendable ([Double]) throws -> any SeriesModel

  init<M: SeriesModel>(_ name: String, fit: @escaping @Sendable ([Double]) throws -> M) {
    self.name = name
    self.fit = fit
    type = M.self
  }

  /// A trend, a season of 7 and noise, above zero.
  static func series(_ count: Int, seed: UInt64 = 1) -> [Double] {
    var random = SeededRandom(seed: seed)
    let week = [0.0, 1, 2, 1, 4, 9, 6]
    return (0..<count).map { (t: Int) -> Double in
      let trend = 50 + 0.1 * Double(t)
      return trend + week[t % 7] + 2 * random.normal()
    }
  }

  static let hostile: [(name: String, values: [Double])] = {
    func changed(_ change: (inout [Double]) -> Void) -> [Double] {
      var values = series(60)
      change(&values)
      return values
    }
    var items: [(name: String, values: [Double])] = []
    func add(_ name: String, _ values: [Double]) { items.append((name, values)) }
    add("nothing", [])
    add("one value", [5])
    add("three values", [1, 2, 4])
    add("two missing", [.nan, .nan])
    add("zeros", [Double](repeating: 0, count: 60))
    add("constant", [Double](repeating: 7, count: 60))
    add("constant and large", [Double](repeating: 1e90, count: 60))
    add("a line", (0..<60).map { Double($0) })
    add("shorter than a season", series(6))
    add("one season", series(7))
    add("two seasons", series(14))
    add("a run of missing values", changed { for t in 20..<31 { $0[t] = .nan } })
    add("missing at both ends", changed { for t in [0, 1, 2, 58, 59] { $0[t] = .nan } })
    add(
      "a weekday never known", changed { for t in stride(from: 3, to: 60, by: 7) { $0[t] = .nan } })
    add("a gap of a year", series(100) + [Double](repeating: .nan, count: 365) + series(100))
    add("an outlier", changed { $0[33] *= 1000 })
    add("an outlier at the end", changed { $0[59] *= 1000 })
    add("below zero", changed { $0[10] = -40 })
    add("all below zero", series(60).map { -$0 })
    add("a zero", changed { $0[10] = 0 })
    add("infinite", changed { $0[10] = .infinity })
    add("beyond all bounds", changed { $0[10] = -1e300 })
    add("huge", series(60).map { $0 * 1e90 })
    add("tiny", series(60).map { $0 * 1e-90 })
    add("mostly zero", (0..<60).map { (t: Int) -> Double in t % 9 == 4 ? 3 : 0 })
    add("one step", (0..<60).map { (t: Int) -> Double in t < 30 ? 1 : 2 })
    add("exactly seasonal", (0..<63).map { Double($0 % 7) })
    add("growing fast", (0..<60).map { Double(1 << $0) })
    return items
  }()

  func breaches() throws -> [String] {
    try roundTripChanges() + hostileSeriesHarm() + hostileFilesHarm() + updatesHarm()
  }

  private func model(_ json: JSON) throws -> any SeriesModel {
    try type.init(JSONFields(json, file: "model.json", path: ""))
  }

  /// The same bytes when fitted again, and the same bits after reading.
  private func roundTripChanges() throws -> [String] {
    let values = Self.series(90)
    let original = try fit(values)
    let text = JSONWriter.bytes(original.json)
    let copy = try model(JSONReader.read(text))
    func bits(_ model: any SeriesModel) -> [UInt64] {
      (model.forecast(20) + (model.standardErrors(20) ?? []) + model.fitted(values)).map(
        \.bitPattern)
    }
    return (JSONWriter.bytes(try fit(values).json) == text ? [] : ["\(name): two fits differ"])
      + (JSONWriter.bytes(copy.json) == text ? [] : ["\(name): writes other bytes"])
      + (bits(copy) == bits(original) ? [] : ["\(name): forecasts other bits after reading"])
      + (original.summary == copy.summary && !copy.summary.isEmpty ? [] : ["\(name): no summary"])
  }

  private func isSound(_ model: any SeriesModel) -> Bool {
    let forecast = model.forecast(30)
    let errors = model.standardErrors(30) ?? []
    return forecast.count == 30 && forecast.allSatisfy(\.isFinite)
      && errors.allSatisfy { $0.isFinite && $0 >= 0 } && model.forecast(0).isEmpty
      && model.forecast(-3).isEmpty
  }

  private func hostileSeriesHarm() throws -> [String] {
    Self.hostile.compactMap { item in
      do {
        var model = try fit(item.values)
        guard isSound(model) else { return "\(name): unsound after \(item.name)" }
        guard model.fitted(item.values).count == item.values.count else {
          return "\(name): fits another number of values after \(item.name)"
        }
        model.update(with: [.nan, 3])
        return isSound(model) ? nil : "\(name): unsound after \(item.name) and an update"
      } catch is any Complaint {
        return nil
      } catch {
        return "\(name): \(item.name) ends in \(error), which is no complaint"
      }
    }
  }

  private func hostileFilesHarm() throws -> [String] {
    JSONMutation.all(of: try fit(Self.series(90)).json).compactMap { mutation in
      do {
        var model = try model(mutation.json)
        guard isSound(model) else { return "\(name): \(mutation.name) is taken and unsound" }
        _ = model.fitted(Self.series(20))
        model.update(with: [1, .nan, 2])
        return nil
      } catch is any Complaint {
        return nil
      } catch {
        return "\(name): \(mutation.name) ends in \(error), which is no complaint"
      }
    }
  }

  /// One update is as good as two, and odd values are passed over.
  private func updatesHarm() throws -> [String] {
    let values = Self.series(90)
    let news = Array(Self.series(103).suffix(13))
    var (once, twice, odd) = (try fit(values), try fit(values), try fit(values))
    once.update(with: news)
    twice.update(with: Array(news.prefix(5)))
    twice.update(with: Array(news.dropFirst(5)))
    odd.update(with: [.infinity, -.infinity, 1e300, .nan, -1e300, 0, -5])
    let same = zip(once.forecast(9), twice.forecast(9)).allSatisfy {
      isClose($0, $1, within: 1e-12)
    }
    return (same ? [] : ["\(name): two updates differ from one"])
      + (isSound(odd) ? [] : ["\(name): unsound after odd news"])
  }
}
