using FlowKit.Executions;

namespace FlowKit.Storing;

/// <summary>
/// One execution in memory: its saves one behind the other. Bytes once written are never written again, so that a load may share them.
/// </summary>
internal sealed class InMemoryExecution
{
    private readonly List<int> _ends = new(4);
    private byte[] _bytes = [];
    private int _count;
    private long _version;
    private long _cut;
    private StoredExecution? _atCut;

    /// <param name="save">The first save.</param>
    /// <param name="owner">The session it belongs to.</param>
    /// <param name="cut">The last cut there was: it began after that one.</param>
    public InMemoryExecution(SaveRequest save, long owner, long cut)
    {
        Keep(save);
        Owner = owner;
        _cut = cut;
    }

    /// <summary>As a backup has it.</summary>
    public InMemoryExecution(StoredExecution stored)
    {
        for (var i = 0; i < stored.Saves.Count; i++)
        {
            Keep(new(stored.Header.ExecutionId, stored.Version, stored.Header, IsSnapshot: i == 0, stored.Saves[i]));
        }

        (_version, Header) = (stored.Version, stored.Header);
    }

    public ExecutionHeader Header { get; private set; } = null!;

    /// <summary>The number of the session it belongs to.</summary>
    public long Owner { get; private set; }

    public bool IsOpen => !Header.Status.IsEnded() || Header.NeedsOwner;

    /// <summary>Keeps a save. How it stood before stays known for the last cut, if that has not come by yet.</summary>
    public bool TrySave(SaveRequest save, InMemorySession? session, long cut)
    {
        lock (_ends)
        {
            session?.CheckOwns(save.ExecutionId, Owner);
            if (save.Version != _version + 1)
            {
                return false;
            }

            if (_cut < cut)
            {
                (_cut, _atCut) = (cut, Load());
            }

            Keep(save);
            return true;
        }
    }

    /// <summary>The session it belongs to; one that belongs to nobody is given to the session that asks.</summary>
    public long OwnerOrTake(long session, InMemorySessions sessions, bool onlyOpen, out bool taken)
    {
        lock (_ends)
        {
            taken = (IsOpen || !onlyOpen) && !sessions.IsLiving(Owner);
            return taken ? Owner = session : Owner;
        }
    }

    public StoredExecution Load()
    {
        lock (_ends)
        {
            var saves = new ReadOnlyMemory<byte>[_ends.Count];
            var from = 0;
            for (var i = 0; i < saves.Length; i++)
            {
                saves[i] = _bytes.AsMemory(from, _ends[i] - from);
                from = _ends[i];
            }

            return new(Header, _version, saves);
        }
    }

    /// <summary>As it stood when the cut was made; null when it began after it.</summary>
    public StoredExecution? TakeAt(long cut)
    {
        lock (_ends)
        {
            var stood = _cut < cut ? Load() : _atCut;
            (_cut, _atCut) = (cut, null);
            return stood;
        }
    }

    private void Keep(SaveRequest save)
    {
        if (save.IsSnapshot)
        {
            _ends.Clear();
            _count = 0;
            _bytes = new byte[save.Bytes.Length];
        }
        else if (_bytes.Length - _count < save.Bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_count + save.Bytes.Length, _bytes.Length * 2));
        }

        save.Bytes.CopyTo(_bytes.AsMemory(_count));
        _count += save.Bytes.Length;
        _ends.Add(_count);
        _version = save.Version;
        Header = save.Header ?? Header;
    }
}
