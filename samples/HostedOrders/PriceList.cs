namespace HostedOrders;

/// <summary>A line of an order.</summary>
internal sealed record Line(string Sku, int Count);

/// <summary>What the function <c>price</c> takes.</summary>
internal sealed record Order(IReadOnlyList<Line> Lines);

/// <summary>What the function <c>price</c> gives.</summary>
internal sealed record Quote(decimal Total);

/// <summary>What things cost. A scoped service, as one that holds a database connection would be.</summary>
internal sealed class PriceList
{
    private static readonly Dictionary<string, decimal> Prices = new() { ["pen"] = 1.50m, ["desk"] = 180m };

    public decimal Total(IEnumerable<Line> lines) => lines.Sum(line => line.Count * Prices[line.Sku]);
}
