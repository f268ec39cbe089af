namespace FlowKit.Crash.Tests.Promises;

/// <summary>One engine lives at a time: what happened is known in its order, and each dispatch is judged as it comes.</summary>
internal sealed class OneEngineRules : IDispatchRules
{
    private readonly Dictionary<Attempt, int> _lastLife = [];
    private readonly HashSet<Attempt> _settled = [];
    private readonly HashSet<string> _held = new(StringComparer.Ordinal);

    public void Dispatched(int life, Attempt attempt, IReadOnlyList<Attempt> after, long at)
    {
        Assert.False(_settled.Contains(attempt), $"{attempt} was dispatched again after something had built on its outcome.");
        if (_lastLife.TryGetValue(attempt, out var last))
        {
            Assert.False(last == life, $"{attempt} was dispatched twice in one life.");
        }
        else
        {
            Assert.False(_held.Contains(attempt.Execution), $"{attempt} was dispatched while its execution was paused.");
        }

        _lastLife[attempt] = life;
        foreach (var one in after)
        {
            Assert.True(_lastLife.ContainsKey(one), $"{attempt} was dispatched, but never {one} before it.");
            _settled.Add(one);
        }
    }

    public void Settled(Attempt attempt, long at) => _settled.Add(attempt);

    public void Held(string execution, long at) => _held.Add(execution);

    public void Released(string execution, long at) => _held.Remove(execution);
}
