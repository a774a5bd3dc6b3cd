import Glibc

/// How moments and regressors become the columns of an additive model: all that a forecast needs to make
/// the same columns for the future.
struct AdditiveDesign: Sendable, Equatable {
  let settings: AdditiveSettings
  let seasons: [AdditiveSettings.Season]
  /// In days; time is counted from here, in units of the span of the history.
  let start: Double
  let span: Double
  /// What values are divided by: the largest.
  let valueScale: Double
  /// In units of the span, ascending.
  let changepoints: [Double]
  /// By which regressors are shifted and divided.
  let regressors: [Scaling]

  struct Scaling: Sendable, Equatable {
    var centre: Double
    var width: Double
    var prior: Double
  }

  init(
    _ settings: AdditiveSettings, seasons: [AdditiveSettings.Season], start: Double, span: Double,
    valueScale: Double, changepoints: [Double], regressors: [Scaling]
  ) {
    self.settings = settings
    self.seasons = seasons
    self.start = start
    self.span = span
    self.valueScale = valueScale
    self.changepoints = changepoints
    self.regressors = regressors
  }

  /// - Parameters: what is known: moments ascending, values, and columns of regressors.
  init(
    _ settings: AdditiveSettings, moments: [Double], values: [Double], regressors: [[Double]]
  ) {
    self.settings = settings
    seasons = settings.seasons ?? AdditiveSettings.automaticSeasons(moments)
    start = moments[0]
    span = moments[moments.count - 1] - moments[0]
    let largest = values.reduce(0) { max($0, $1.magnitude) }
    valueScale = largest > 0 ? largest : 1
    changepoints =
      settings.growth == .flat
      ? [] : Self.changepoints(settings, moments.map { [start, span] in ($0 - start) / span })
    self.regressors = regressors.enumerated().map { index, column in
      let priors = settings.regressorScales
      return Self.scaling(column, prior: index < priors.count ? priors[index] : 10)
    }
  }

  /// Evenly over the moments of the first share of the history.
  private static func changepoints(_ settings: AdditiveSettings, _ times: [Double]) -> [Double] {
    let reach = Int((Double(times.count) * settings.changepointRange).rounded(.down))
    let count = min(settings.changepoints, reach - 1)
    guard count > 0 else { return [] }
    return (1...count).map { index in
      let place = Double(index) * Double(reach - 1) / Double(count)
      return times[Int(place.rounded(.toNearestOrEven))]
    }
  }

  /// Columns of 0 and 1 stay as they are.
  private static func scaling(_ column: [Double], prior: Double) -> Scaling {
    let isFlag = column.allSatisfy { $0 == 0 || $0 == 1 }
    let mean = column.reduce(0) { $0 + $1 / Double(column.count) }
    let largest = column.reduce(0) { max($0, ($1 - mean).magnitude) }
    guard !isFlag, largest > 0 else { return Scaling(centre: 0, width: 1, prior: prior) }
    let squares = column.reduce(0) { $0 + ($1 - mean) / largest * (($1 - mean) / largest) }
    let width = largest * (squares / Double(max(1, column.count - 1))).squareRoot()
    return Scaling(centre: mean, width: width, prior: prior)
  }

  func times(_ moments: [Double]) -> [Double] { moments.map { ($0 - start) / span } }

  /// How far the line is past each changepoint.
  func ramps(_ times: [Double]) -> [[Double]] {
    changepoints.map { point in times.map { max(0, $0 - point) } }
  }

  /// Two columns a wave, season by season, then the regressors.
  func features(_ moments: [Double], _ columns: [[Double]]) -> [[Double]] {
    seasons.flatMap { Self.waves($0, moments) }
      + zip(columns, regressors).map { column, scaling in
        column.map { ($0 - scaling.centre) / scaling.width }
      }
  }

  /// Waves of higher order from the first by the addition theorem.
  private static func waves(
    _ season: AdditiveSettings.Season, _ moments: [Double]
  ) -> [[Double]] {
    // Whole turns first: a sine of a large number loses digits.
    let turns = moments.map { ($0 / season.days - ($0 / season.days).rounded(.down)) }
    let sines = turns.map { sin(2 * Double.pi * $0) }
    let cosines = turns.map { cos(2 * Double.pi * $0) }
    var columns = [sines, cosines]
    for order in 1..<season.order {
      let (s, c) = (columns[2 * order - 2], columns[2 * order - 1])
      columns.append(s.indices.map { s[$0] * cosines[$0] + c[$0] * sines[$0] })
      columns.append(s.indices.map { c[$0] * cosines[$0] - s[$0] * sines[$0] })
    }
    return columns
  }

  /// The standard deviation of the prior of each feature.
  var featurePriors: [Double] {
    seasons.flatMap { season in [Double](repeating: season.scale, count: 2 * season.order) }
      + regressors.map(\.prior)
  }

  var featureCount: Int { seasons.reduce(0) { $0 + 2 * $1.order } + regressors.count }
}
