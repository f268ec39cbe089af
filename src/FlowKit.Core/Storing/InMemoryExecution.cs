using FlowKit.Executions;

namespace FlowKit.Storing;

/// <summary>
/// One execution in memory that an engine has still to do with: its saves one behind the other. Bytes once written are never written again,
/// so that a load may share them.
/// </summary>
internal sealed class InMemoryExecution
{
    private readonly Lock _lock = new();
    private ByteWriter _bytes = null!;
    private int _saves;
    private long _version;
    private long _cut;
    private StoredExecution? _atCut;
    private bool _isPutAway;

    /// <param name="save">The first save.</param>
    /// <param name="owner">The session it belongs to.</param>
    /// <param name="cut">The last cut there was: it began after that one.</param>
    public InMemoryExecution(SaveRequest save, long owner, long cut)
    {
        Keep(save);
        Owner = owner;
        _cut = cut;
    }

    /// <summary>One that was put away, or that a backup holds.</summary>
    public InMemoryExecution(StoredExecution stored, long owner, long cut)
    {
        for (var i = 0; i < stored.Saves.Count; i++)
        {
            Keep(new(stored.Header.ExecutionId, stored.Version, stored.Header, IsSnapshot: i == 0, stored.Saves[i]));
        }

        (_version, Header, Owner, _cut) = (stored.Version, stored.Header, owner, cut);
    }

    public ExecutionHeader Header { get; private set; } = null!;

    /// <summary>The number of the session it belongs to.</summary>
    public long Owner { get; private set; }

    /// <summary>No engine has anything to do with it any more, unless an operator takes it up again.</summary>
    public bool IsFinished => IsFinishedOf(Header);

    private bool IsDue => Header.NeedsOwner || (Header.NextDue is not null && !Header.Status.IsEnded());

    public static bool IsFinishedOf(ExecutionHeader header) => header.Status.IsEnded() && !header.NeedsOwner;

    /// <summary>
    /// Keeps a save. How it stood before stays known for the last cut, if that has not come by yet. Null when it has been put away: then it is
    /// to be looked for again.
    /// </summary>
    public bool? TrySave(SaveRequest save, InMemorySession? session, long cut)
    {
        lock (_lock)
        {
            if (_isPutAway)
            {
                return null;
            }

            session?.CheckOwns(save.ExecutionId, Owner);
            if (save.Version != _version + 1)
            {
                return false;
            }

            if (_cut < cut)
            {
                (_cut, _atCut) = (cut, Read());
            }

            Keep(save);
            return true;
        }
    }

    /// <summary>Takes nothing any more: it is to be forgotten.</summary>
    public void Drop(InMemorySession? session)
    {
        lock (_lock)
        {
            session?.CheckOwns(Header.ExecutionId, Owner);
            _isPutAway = true;
        }
    }

    /// <summary>The session it belongs to; one that belongs to nobody is given to the session that asks.</summary>
    public long OwnerOrTake(long session, InMemorySessions sessions, bool onlyDue, out bool taken)
    {
        lock (_lock)
        {
            taken = !_isPutAway && (!onlyDue || IsDue) && !sessions.IsLiving(Owner);
            return taken ? Owner = session : Owner;
        }
    }

    public StoredExecution Load()
    {
        lock (_lock)
        {
            return Read();
        }
    }

    /// <summary>As it stood when the cut was made; null when it began after it.</summary>
    public StoredExecution? TakeAt(long cut)
    {
        lock (_lock)
        {
            var stood = _cut < cut ? Read() : _atCut;
            (_cut, _atCut) = (cut, null);
            return stood;
        }
    }

    /// <summary>Writes its record and takes nothing any more; false when it is not finished.</summary>
    public bool TryPutAway(ByteWriter to)
    {
        lock (_lock)
        {
            if (_isPutAway || !IsFinished)
            {
                return false;
            }

            _isPutAway = true;
            ExecutionRecord.WriteHead(to, Header, _version, _saves);
            to.Raw(_bytes.Written.Span);
            return true;
        }
    }

    private StoredExecution Read() => new(Header, _version, ExecutionRecord.ReadSaves(_bytes.Written, _saves));

    private void Keep(SaveRequest save)
    {
        if (save.IsSnapshot || _saves == 0)
        {
            (_saves, _bytes) = (0, new(ExecutionRecord.RoomOf(save.Bytes)));
        }

        ExecutionRecord.WriteSave(_bytes, save.Bytes.Span);
        _saves++;
        _version = save.Version;
        Header = save.Header ?? Header;
    }
}
