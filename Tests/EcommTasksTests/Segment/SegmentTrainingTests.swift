import EcommBase
import EcommData
import EcommLearn
import EcommTestKit
import Testing

@testable import EcommTasks

@Suite struct SegmentTrainingTests {
  @Test func thePlantedKindsAreFound() throws {
    let training = try SegmentSamples.trained.get()
    #expect(training.choice.k == 5)
    #expect(
      training.profiles.map(\.name) == ["Champions", "Loyal", "At risk", "New", "Lost"])
    let kinds = TransactionsSample.customerKinds()
    let order = CustomerKind.allCases
    let truth = training.answers.customers.names.map { name in
      Int(name).flatMap { kinds[$0] }.flatMap { order.firstIndex(of: $0) } ?? -1
    }
    let agreement = try AdjustedRand.index(truth, training.answers.segments)
    #expect(agreement > 0.92)
  }

  @Test func namesAndLabelsHoldAcrossSeeds() throws {
    let first = try SegmentSamples.trained.get()
    for seed in [UInt64(1), 7] {
      var settings = SegmentSamples.fast
      settings.seed = seed
      settings.k = 5
      let other = try SegmentTraining.train(SegmentSamples.sample(), settings: settings)
      #expect(other.profiles.map(\.name) == first.profiles.map(\.name))
      let agreement = try AdjustedRand.index(
        first.answers.segments, other.answers.segments)
      #expect(agreement > 0.98)
    }
  }

  @Test func threadsChangeNoByte() throws {
    var settings = SegmentSamples.fast
    settings.k = 4
    let input = try SegmentSamples.sample()
    let one = try SegmentTraining.train(input, settings: settings, parallel: .serial)
    let many = try SegmentTraining.train(
      input, settings: settings, parallel: Parallel(threads: 4))
    #expect(one.model.bytes == many.model.bytes)
  }

  @Test func aMonthAheadIsForetoldAboutRight() throws {
    let holdOut = try #require(try SegmentSamples.trained.get().holdOut)
    #expect(abs(holdOut.foretold / holdOut.happened - 1) < 0.15)
  }

  @Test func oneCustomerWithAMillionMovesNobody() throws {
    let input = try SegmentSamples.sample()
    var values = try input.customers.require(.monetary)
    values[0] = 1e12
    var figures = input.customers.figures
    figures[.monetary] = values
    let (scale, note) = FigureScale.fit(.monetary, values, winsorises: true)
    #expect(note.contains("1 customer far out held at the limit"))
    #expect(scale.apply(1e12) == scale.apply(1e11) && scale.apply(1e12) < 8)
  }

  @Test func moreSegmentsThanCustomersAreRefused() throws {
    let input = try SegmentSamples.input(
      "1,1,2025-01-01,1,5,a,PL\n2,2,2025-01-02,1,5,a,PL\n3,3,2025-01-03,3,9,a,PL\n"
        + "4,4,2025-01-03,3,9,a,PL\n")
    var settings = SegmentSamples.fast
    settings.k = 4
    #expect(throws: SegmentError.moreSegments(k: 4, distinct: 3)) {
      try SegmentTraining.train(input, settings: settings)
    }
    settings.k = 2
    let training = try SegmentTraining.train(input, settings: settings)
    #expect(training.profiles.reduce(0) { $0 + $1.customers } == 4)
  }

  @Test func oneCustomerCannotBeParted() throws {
    let input = try SegmentSamples.input("1,1,2025-01-01,1,5,a,PL\n")
    #expect(throws: SegmentError.fewCustomers(count: 1, needed: 3)) {
      try SegmentTraining.train(input, settings: SegmentSamples.fast)
    }
  }

  @Test func equalCustomersCannotBeParted() throws {
    let lines = (1...5).map { "\($0),\($0),2025-01-01,1,5,a,PL\n" }.joined()
    #expect(
      throws: SegmentError.allEqual(count: 5, figures: ["recency", "frequency", "monetary"])
    ) {
      try SegmentTraining.train(SegmentSamples.input(lines), settings: SegmentSamples.fast)
    }
  }

  @Test func aFewCustomersAreEnough() throws {
    let lines = (1...6).map { "\($0),\($0),2025-01-0\($0),1,\($0 * $0),a,PL\n" }.joined()
    let training = try SegmentTraining.train(
      SegmentSamples.input(lines), settings: SegmentSamples.fast)
    #expect((2...5).contains(training.profiles.count))
    #expect(Set(training.profiles.map(\.name)).count == training.profiles.count)
  }
}
