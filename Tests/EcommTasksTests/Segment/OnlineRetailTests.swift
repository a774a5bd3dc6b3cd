import EcommBase
import EcommData
import EcommLearn
import EcommTestKit
import Testing

@testable import EcommTasks

/// Known answers on Online Retail, where it is there.
@Suite(.enabled(if: RealData.isThere, "ECOMML_REAL_DATA is not set")) struct OnlineRetailTests {
  private static let input = Result {
    try SegmentInput(
      PurchaseSource(try TableReader.read(RealData.path("online_retail.csv"))), wishes: .init())
  }

  @Test func customersAreThoseOfPandas() throws {
    let input = try Self.input.get()
    let customers = input.customers
    #expect(customers.count == 4338)
    #expect(try customers.require(.recency).reduce(0, +) == 401_423)
    #expect(try customers.require(.frequency).reduce(0, +) == 18_532)
    #expect(abs(try customers.require(.monetary).reduce(0, +) - 8_911_407.904) < 1e-3)
    let dropped = input.dropped
    #expect(dropped[.noCustomer] == 135_080 && dropped[.cancelled] == 8905)
    #expect(dropped[.nothingPaid] == 40 && dropped.total == 541_909 - 397_884)
    #expect(input.summary.firstDate == "2010-12-01" && input.summary.lastDate == "2011-12-09")
  }

  /// Inertia and silhouette of scikit-learn's K-Means with 10 starts; one start more or less ends in a
  /// neighbouring optimum, so no higher than by one in a thousand.
  @Test func segmentsAreAsGoodAsTheBestKnown() throws {
    let customers = try Self.input.get().customers
    let points = try SegmentPreparation(customers, SegmentSettings()).points(customers)
    let distinct = SegmentTraining.distinctRows(points, upTo: 9)
    var settings = SegmentSettings()
    settings.starts = 10
    let choice = try SegmentChoice.find(
      points, distinct: distinct, settings, parallel: Parallel())
    let inertia = [6481.0, 4868, 3939, 3296, 2855, 2549, 2337]
    let silhouette = [0.433, 0.337, 0.337, 0.316, 0.313, 0.310, 0.301]
    for (place, entry) in choice.entries.enumerated() {
      #expect(entry.inertia < inertia[place] * 1.004, "\(entry.k)")
      #expect(abs((entry.silhouette ?? 0) - silhouette[place]) < 0.015, "\(entry.k)")
    }
    #expect(choice.k == 4)
  }

  @Test func oddCustomersAreThoseOfDBSCAN() throws {
    let customers = try Self.input.get().customers
    let points = try SegmentPreparation(customers, SegmentSettings()).points(customers)
    for (eps, noise) in zip([0.1, 0.2, 0.3, 0.4, 0.5, 0.6], [1969, 656, 241, 101, 62, 33]) {
      var settings = SegmentSettings()
      settings.eps = eps
      let odd = try #require(try OddCustomers.fit(points, settings, parallel: Parallel()))
      #expect(try odd.flags(points, parallel: Parallel()).count { $0 } == noise)
    }
  }

  @Test func namesHoldAcrossSeeds() throws {
    let input = try Self.input.get()
    var labels: [[Int]] = []
    for seed in [UInt64(1), 2] {
      var settings = SegmentSettings()
      settings.seed = seed
      settings.k = 4
      settings.starts = 10
      let training = try SegmentTraining.train(input, settings: settings)
      #expect(training.profiles.map(\.name) == ["Champions", "Loyal", "Promising", "Lost"])
      labels.append(training.answers.segments)
    }
    #expect(try AdjustedRand.index(labels[0], labels[1]) > 0.97)
  }
}
