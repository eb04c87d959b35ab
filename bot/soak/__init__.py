"""`make soak`: the promises of docs/delivery.md, under hard ends and through a month; bounded, on loopback only."""
