namespace FlowKit.Testing;

/// <summary>The answers of one stub: one a call, the last one again and again.</summary>
internal sealed class StubList(IReadOnlyList<StubAnswer> answers)
{
    private int _used = -1;

    public StubAnswer Next() => answers[Math.Min(Interlocked.Increment(ref _used), answers.Count - 1)];
}
