import EcommBase
import EcommLearn

extension SegmentTraining {
  init(
    _ input: SegmentInput, _ customers: Customers, _ choice: SegmentChoice,
    _ fitted: FittedSegments, _ holdOut: ValueHoldOut?, _ settings: SegmentSettings,
    notes: [String], _ parallel: Parallel
  ) throws {
    let bare = try fitted.answers(
      customers, names: [String](repeating: "", count: fitted.centres.rows), parallel: parallel)
    let profiles = SegmentProfile.all(bare)
    self.choice = choice
    self.profiles = profiles
    answers = bare.naming(profiles.map(\.name))
    self.notes = notes
    self.holdOut = holdOut
    correlation = fitted.value?.spending.correlation
    eps = fitted.odd?.density.eps
    isEpsProposed = fitted.odd?.isProposed ?? false
    days = settings.days
    model = ModelFile(
      task: .segment, learner: SegmentModel.learner, data: input.summary, schema: input.schema,
      settings: settings.json(
        input.wishes, k: choice.k, eps: fitted.odd?.density.eps ?? settings.eps ?? 0),
      preparation: fitted.preparation.scales.map(\.json), model: fitted.json(profiles),
      decision: choice.json,
      evaluation: Self.evaluation(profiles, choice, holdOut, bare),
      reference: .object(answers.reference(settings.figures).json))
  }

  private static func evaluation(
    _ profiles: [SegmentProfile], _ choice: SegmentChoice, _ holdOut: ValueHoldOut?,
    _ answers: SegmentAnswers
  ) -> JSON {
    let own = choice.entries.first { $0.k == choice.k }
    return .object(
      JSON.Object(
        profiles.json + [
          ("customers", .integer(answers.customers.count)),
          ("silhouette", .optional(own?.silhouette)), ("stability", .optional(own?.stability)),
          ("davies_bouldin", .optional(own?.daviesBouldin)),
          ("calinski_harabasz", .optional(own?.calinskiHarabasz)),
          ("inertia", .optional(own?.inertia)), ("explained", .optional(own?.explained)),
          ("baseline", ["k": 1, "explained": 0.0]),
          ("anomalies", .integer(answers.isOdd.count { $0 })),
          ("hold_out", holdOut?.json ?? .null),
        ]))
  }
}

extension FittedSegments {
  func json(_ profiles: [SegmentProfile]) -> JSON {
    [
      "centres": .array((0..<centres.rows).map { .numbers(Array(centres.row($0))) }),
      "segments": .array(
        profiles.map { profile in
          ["name": .string(profile.name), "kind": .string(profile.kind.rawValue)]
        }),
      "density": odd?.density.json ?? .null, "scores": scores?.json ?? .null,
      "value": value?.json ?? .null,
    ]
  }
}

extension SegmentProfile {
  /// The profiles of a model's segments, by what it says of some customers.
  static func all(
    _ answers: SegmentAnswers, named: [(name: String, kind: SegmentKind)]? = nil
  ) -> [SegmentProfile] {
    let count = answers.segmentNames.count
    let groups = SegmentGroups(answers.customers, labels: answers.segments, count: count)
    let kinds = named?.map(\.kind) ?? groups.kinds()
    let medians = (0..<count).map(groups.medians)
    let names =
      named?.map(\.name)
      ?? SegmentNaming.names(kinds, values: medians.map { $0[.monetary] ?? 0 })
    let revenue = (0..<count).map(groups.revenue)
    let known = groups.rows.reduce(0) { $0 + $1.count }
    let all = revenue.reduce(0, +)
    return (0..<count).map { segment in
      let rows = groups.rows[segment]
      return SegmentProfile(
        number: segment + 1, name: names[segment], kind: kinds[segment], customers: rows.count,
        share: Double(rows.count) / Double(max(1, known)), revenue: revenue[segment],
        revenueShare: all > 0 ? revenue[segment] / all : 0, medians: medians[segment],
        means: groups.means(segment), expectedPurchases: mean(answers.expectedPurchases, rows),
        expectedValue: mean(answers.expectedValue, rows),
        anomalies: rows.count { answers.isOdd[$0] })
    }
  }

  private static func mean(_ values: [Double]?, _ rows: [Int]) -> Double? {
    guard let known = values.map({ values in rows.map { values[$0] }.filter(\.isFinite) }),
      !known.isEmpty
    else { return nil }
    return known.reduce(0, +) / Double(known.count)
  }
}

extension SegmentAnswers {
  func naming(_ names: [String]) -> SegmentAnswers {
    SegmentAnswers(
      customers: customers, segments: segments, segmentNames: names, isOdd: isOdd,
      distances: distances, nextDistances: nextDistances, scores: scores,
      expectedPurchases: expectedPurchases, expectedValue: expectedValue, chanceAlive: chanceAlive)
  }
}
