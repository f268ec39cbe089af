namespace FlowKit.PostgreSql.Saving;

/// <summary>
/// The heads of open executions that belong to the session. Nobody else may write them while the session lives, and every commit makes sure
/// that it does: so they need not be asked for again.
/// </summary>
internal sealed class Heads
{
    /// <summary>When more are known than this, all are forgotten, and looked up when they are needed.</summary>
    private const int Most = 100_000;

    private readonly Dictionary<string, Head> _heads = new(StringComparer.Ordinal);

    public bool Knows(string id) => _heads.ContainsKey(id);

    public Head? Find(string id) => _heads.TryGetValue(id, out var head) ? head : null;

    public void Set(string id, Head head)
    {
        if (_heads.Count >= Most && !_heads.ContainsKey(id))
        {
            _heads.Clear();
        }

        _heads[id] = head;
    }

    public void Forget(string id) => _heads.Remove(id);

    public void Clear() => _heads.Clear();
}
