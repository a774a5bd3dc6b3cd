extension ProductsWords {
  static let categories = [
    Category(
      name: "Kitchen", weight: 12,
      things: [
        "frying pan", "saucepan", "chef's knife", "whisk", "kettle", "cutting board", "mug",
        "baking tin",
      ],
      shared: ["storage box", "brush", "bottle", "glove", "scale"],
      measures: ["24 cm", "28 cm", "1.5 l", "3 l", "350 ml"],
      sentences: ["Suits induction hobs.", "Dishwasher safe.", "For stews, soups and sauces."]),
    Category(
      name: "Garden", weight: 9,
      things: [
        "pruning shears", "watering can", "rake", "hose", "flower pot", "lawn mower", "spade",
      ],
      shared: ["glove", "lamp", "bench", "brush", "chair"],
      measures: ["10 l", "15 m", "30 cm", "1.2 m"],
      sentences: ["Frost proof.", "For beds, borders and lawns.", "Keeps seedlings moist."]),
    Category(
      name: "Sport", weight: 9,
      things: [
        "yoga mat", "dumbbell", "skipping rope", "football", "tennis racket", "knee support",
        "climbing harness",
      ],
      shared: ["bottle", "bag", "glove", "bench", "ball"],
      measures: ["5 kg", "10 kg", "180x60 cm", "size 5"],
      sentences: [
        "For training at home or in the gym.", "Breathes during workouts.",
        "Firm grip when you sweat.",
      ]),
    Category(
      name: "Office", weight: 8,
      things: [
        "stapler", "notebook", "ring binder", "fountain pen", "hole punch", "desk pad",
        "whiteboard",
      ],
      shared: ["lamp", "chair", "storage box", "bag", "case"],
      measures: ["A4", "A5", "80 g/m²", "0.7 mm"],
      sentences: ["Keeps paper in order.", "For meetings and notes.", "Writes without smudging."]),
    Category(
      name: "Electronics", weight: 12,
      things: [
        "smartphone", "headphones", "tablet", "power bank", "router", "memory card", "keyboard",
        "webcam",
      ],
      shared: ["case", "cable", "lamp", "scale", "clock"],
      measures: ["64 GB", "128 GB", "10000 mAh", "6.1 inch", "USB-C"],
      sentences: [
        "Connects over Bluetooth.", "The battery lasts all day.", "Fast charging included.",
      ]),
    Category(
      name: "Toys", weight: 9,
      things: [
        "puzzle", "building blocks", "doll", "board game", "toy train", "plush bear", "kite",
      ],
      shared: ["ball", "blanket", "tent", "clock", "chair"],
      measures: ["500 pieces", "3+ years", "6+ years", "40 cm"],
      sentences: ["For two to four players.", "Trains fine motor skills.", "Hours of play."]),
    Category(
      name: "Clothing", weight: 11,
      things: ["T-shirt", "jeans", "raincoat", "sweater", "dress", "socks", "scarf", "shirt"],
      shared: ["glove", "belt", "bag", "cap"],
      measures: ["S", "M", "L", "XL", "size 40"],
      sentences: ["Regular fit.", "Wash at 30 degrees.", "Soft on the skin, with long sleeves."]),
    Category(
      name: "Home textiles", weight: 8,
      things: [
        "duvet cover", "pillow", "curtain", "bath towel", "tablecloth", "rug", "fitted sheet",
      ],
      shared: ["blanket", "cushion", "storage box", "bag"],
      measures: ["140x200 cm", "50x70 cm", "160x230 cm", "500 g/m²"],
      sentences: ["Soft weave, dries fast.", "Wash at 60 degrees.", "For a good night's sleep."]),
    Category(
      name: "Beauty", weight: 8,
      things: [
        "shampoo", "face cream", "lipstick", "hair dryer", "nail polish", "perfume", "shower gel",
      ],
      shared: ["brush", "mirror", "case", "scale"],
      measures: ["50 ml", "250 ml", "30 g", "2000 W"],
      sentences: ["For dry and sensitive skin.", "A fresh scent of citrus.", "Without parabens."]),
    Category(
      name: "Pets", weight: 7,
      things: [
        "dog lead", "cat litter", "dry food", "scratching post", "aquarium filter", "bird cage",
        "dog collar",
      ],
      shared: ["cushion", "blanket", "ball", "brush", "belt"],
      measures: ["2 kg", "12 kg", "60 l", "1.5 m"],
      sentences: ["With chicken and rice.", "For puppies and grown dogs.", "Cats love it."]),
    Category(
      name: "Lighting and furniture", weight: 8,
      things: [
        "bookcase", "chest of drawers", "floor lamp", "LED bulb", "bed frame", "wardrobe",
        "ceiling light",
      ],
      shared: ["lamp", "chair", "bench", "mirror", "cushion", "clock"],
      measures: ["E27", "9 W", "80x200 cm", "2700 K"],
      sentences: [
        "Warm light for the living room.", "Assembly takes an hour.", "With soft-close drawers.",
      ]),
    Category(
      name: "Travel", weight: 7,
      things: [
        "suitcase", "backpack", "travel pillow", "sleeping bag", "luggage tag", "passport holder",
        "hiking poles",
      ],
      shared: ["bag", "bottle", "tent", "cap", "cable", "blanket"],
      measures: ["40 l", "65 l", "cabin size", "2.5 kg"],
      sentences: [
        "Fits as hand luggage.", "With four quiet wheels.", "For long journeys and hikes.",
      ]),
  ]
}
