import EcommBase
import EcommData
import EcommTestKit
import Testing

@testable import EcommTasks

@Suite struct CustomerFigureTests {
  private let lines = """
    1,7,2025-01-01 10:00,2,5,cup,PL
    1,7,2025-01-01 10:00,1,3,lamp,PL
    2,8,2025-01-05 09:00,1,100,cup,DE
    3,7,2025-01-11 10:00,1,7,cup,PL
    C4,7,2025-01-12 10:00,-1,5,cup,PL
    5,7,2025-01-31 10:00,4,10,sock,DE
    5,7,2025-01-31 10:00,4,10,sock,DE
    6,,2025-01-31 11:00,1,1,cup,PL
    7,8,2025-01-31 11:00,0,1,cup,PL
    8,8,2025-01-31 12:00,1,0,cup,PL
    C9,9,2025-01-20 12:00,-1,3,cup,PL

    """

  private func value(
    _ figure: CustomerFigure, of customer: String, in input: SegmentInput
  ) throws -> Double {
    let row = try #require(input.customers.names.firstIndex(of: customer))
    return try #require(input.customers[figure])[row]
  }

  @Test func figuresAreAsByHand() throws {
    let input = try SegmentSamples.input(lines)
    #expect(input.customers.names == ["7", "8"])
    let expected: [(CustomerFigure, Double)] = [
      (.recency, 1), (.frequency, 3), (.monetary, 100), (.averageOrderValue, 100.0 / 3),
      (.tenure, 31), (.meanGap, 15), (.gapSpread, 7.0710678), (.itemsPerOrder, 4), (.products, 3),
      (.shareReturned, 0.05), (.repeats, 2), (.repeatValue, 43.5), (.lastRepeat, 30), (.age, 30),
    ]
    for (figure, value) in expected {
      #expect(
        isClose(try self.value(figure, of: "7", in: input), value, within: 1e-6), "\(figure)")
    }
    #expect(try value(.meanGap, of: "8", in: input).isNaN)
    #expect(input.customers.countries == ["DE", "DE"])
  }

  @Test func everyDroppedLineHasAReason() throws {
    let dropped = try SegmentSamples.input(lines).dropped
    #expect(dropped[.noCustomer] == 1 && dropped[.cancelled] == 2 && dropped[.nothingPaid] == 2)
    #expect(dropped.total == 5)
    #expect(
      dropped.words
        == "no customer 1, cancelled or returned 2, price or quantity not above 0 2")
  }

  @Test func returnsAreTakenOffWhereAskedFor() throws {
    let input = try SegmentSamples.input(lines) { $0.netsReturns = true }
    #expect(try value(.monetary, of: "7", in: input) == 95)
  }

  @Test func copiesAreDroppedWhereAskedFor() throws {
    let kept = try SegmentSamples.input(lines)
    #expect(kept.notes.contains { $0.hasPrefix("1 used line is a copy of another and kept") })
    let input = try SegmentSamples.input(lines) { $0.dropsCopies = true }
    #expect(input.dropped[.copies] == 1)
    #expect(try value(.monetary, of: "7", in: input) == 60)
  }

  @Test func anEarlierDayIsAsIfItWereTheLast() throws {
    let input = try SegmentSamples.input(lines) {
      $0.asOf = CivilDate(year: 2025, month: 1, day: 11)
    }
    #expect(input.dropped[.later] == 6 && input.dropped[.noCustomer] == 1)
    #expect(try value(.monetary, of: "7", in: input) == 20)
    #expect(try value(.recency, of: "7", in: input) == 0)
    #expect(try value(.recency, of: "8", in: input) == 6)
  }

  @Test(arguments: [("17850.0", "17850"), ("17850", "17850.0")])
  func anIdWithADecimalPointIsTheSame(_ ids: (String, String)) throws {
    for other in ["abc", ""] {
      let input = try SegmentSamples.input(
        "1,\(ids.0),2025-01-01,1,5,a,PL\n2,\(ids.1),2025-01-02,1,5,a,PL\n"
          + (other.isEmpty ? "" : "3,\(other),2025-01-02,1,5,a,PL\n"))
      #expect(input.customers.names == ["17850"] + (other.isEmpty ? [] : [other]))
    }
  }

  @Test func idsThatOnlyLookAlikeAreDifferent() throws {
    let input = try SegmentSamples.input(
      "1,007,2025-01-01,1,5,a,PL\n2,7,2025-01-02,1,5,a,PL\n3,7.50,2025-01-02,1,5,a,PL\n")
    #expect(input.customers.count == 3)
  }

  @Test func theOrderOfLinesDoesNotMatter() throws {
    let all = lines.split(separator: "\n").map(String.init)
    let turned = all.reversed().joined(separator: "\n") + "\n"
    let (a, b) = (try SegmentSamples.input(lines), try SegmentSamples.input(turned))
    #expect(a.customers.names == b.customers.names)
    for figure in CustomerFigure.allCases {
      let (x, y) = (a.customers[figure] ?? [], b.customers[figure] ?? [])
      #expect(zip(x, y).allSatisfy { isClose($0, $1, within: 1e-12) || $0.isNaN && $1.isNaN })
    }
  }

  @Test func streamedLinesGiveTheSameCustomers() throws {
    var options = ReadOptions()
    options.chunkSize = 20_000
    let stream = try TableReader.stream([SegmentSamples.transactions], options)
    let streamed = try SegmentInput(PurchaseSource(stream), wishes: .init())
    let whole = try SegmentSamples.sample()
    #expect(streamed.summary == whole.summary)
    #expect(streamed.notes == whole.notes)
  }

  @Test func withoutAnOrderTheMomentIsOne() throws {
    let source = try SegmentSamples.source(
      "client,day,total\n1,2025-01-01,5\n1,2025-01-01,7\n1,2025-01-02,8\n2,2025-01-02,9\n")
    let input = try SegmentInput(source, wishes: .init())
    #expect(input.customers[.frequency] == [2, 1])
    #expect(input.customers[.monetary] == [20, 9])
  }

  @Test func linesOfNobodyAreAnError() throws {
    #expect(throws: SegmentError.noCustomers(dropped: "no customer 1")) {
      try SegmentSamples.input("1,,2025-01-01,1,5,a,PL\n")
    }
  }
}
