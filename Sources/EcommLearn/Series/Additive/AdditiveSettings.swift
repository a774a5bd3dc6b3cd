/// What an additive model is made of; the defaults are those of Taylor and Letham (2018).
public struct AdditiveSettings: Sendable, Equatable {
  public enum Growth: String, Sendable, CaseIterable {
    /// A line that may bend at the changepoints.
    case linear
    /// A level.
    case flat
    /// Up to a capacity, the exponent bending at the changepoints.
    case logistic
  }

  /// A season as waves of lengths period, period / 2, ..., with a normal prior of `scale` on each.
  public struct Season: Sendable, Equatable {
    public var days: Double
    public var order: Int
    public var scale: Double

    public init(days: Double, order: Int, scale: Double = 10) {
      self.days = days
      self.order = order
      self.scale = scale
    }
  }

  public var growth = Growth.linear
  /// Of logistic growth; above every value.
  public var capacity: Double?
  public var changepoints = 25
  /// The share of the history that changepoints are spread over.
  public var changepointRange = 0.8
  /// Of the Laplace prior on the bends: smaller means fewer of them.
  public var changepointScale = 0.05
  /// Nil takes what the history is long enough for: weeks, years and days.
  public var seasons: [Season]?
  /// Whether seasons and regressors scale the trend instead of adding to it.
  public var isMultiplicative = false
  /// The scale of the normal prior of each regressor; 10 where fewer are given.
  public var regressorScales: [Double] = []

  public init() {}

  /// Two turns of a season are needed, and several values in each.
  static func automaticSeasons(_ moments: [Double]) -> [Season] {
    guard let first = moments.first, let last = moments.last else { return [] }
    let span = last - first
    let step = zip(moments.dropFirst(), moments).map { $0 - $1 }.min() ?? .infinity
    var found: [Season] = []
    if span >= 730 { found.append(Season(days: 365.25, order: 10)) }
    if span >= 14, step < 7 { found.append(Season(days: 7, order: 3)) }
    if span >= 2, step < 1 { found.append(Season(days: 1, order: 4)) }
    return found
  }

  func validate() throws(SeriesError) {
    try Self.demand((0...200).contains(changepoints), "changepoints", "between 0 and 200")
    try Self.demand(
      changepointRange > 0 && changepointRange <= 1, "the range of changepoints", "above 0, up to 1"
    )
    try Self.demand(Self.isScale(changepointScale), "the scale of changepoints", "above zero")
    try Self.demand(
      regressorScales.allSatisfy(Self.isScale), "the scale of a regressor", "above zero")
    for season in seasons ?? [] {
      try Self.demand(
        season.days >= 1e-4 && season.days <= 1e5, "the length of a season",
        "0.0001 to 100,000 days")
      try Self.demand((1...50).contains(season.order), "the order of a season", "between 1 and 50")
      try Self.demand(Self.isScale(season.scale), "the scale of a season", "above zero")
    }
    let isBounded = capacity.map { $0 > 0 && $0 <= SeriesBounds.largestState } ?? false
    try Self.demand(growth != .logistic || isBounded, "the capacity", "above zero")
  }

  private static func isScale(_ scale: Double) -> Bool { scale > 1e-6 && scale < 1e6 }

  private static func demand(
    _ holds: Bool, _ name: String, _ expected: String
  ) throws(SeriesError) {
    guard holds else { throw .badParameter(name: name, expected: expected) }
  }
}
