namespace FlowKit.Core.Tests.Properties.Reference;

/// <summary>
/// Which of the things that can happen at one instant happens first. The rules do not say; where the result depends on it, the flow is
/// ambiguous and is not compared.
/// </summary>
internal sealed class TieBreak
{
    private readonly Func<int, int> _pick;

    private TieBreak(Func<int, int> pick) => _pick = pick;

    public static TieBreak First => new(_ => 0);

    public static TieBreak Last => new(count => count - 1);

    public static TieBreak Random(int seed)
    {
        var random = new Random(seed);
        return new(random.Next);
    }

    public int Pick(int count) => _pick(count);
}
