using System.Diagnostics.CodeAnalysis;

namespace FlowKit.Storing;

/// <summary>
/// The records of finished executions, in the order they came, packed into large pieces of memory. However many are kept, they are a handful
/// of objects: the garbage collector neither walks nor moves them, which would cost an execution of ten tasks more than its run. Each operation
/// is O(1). Used behind a lock.
/// </summary>
internal sealed class FinishedExecutions
{
    private const int None = -1;
    private readonly RecordChunks _chunks = new();
    private int[] _buckets = NewBuckets(64);
    private Slot[] _slots = new Slot[64];
    private int _used;
    private int _free = None;
    private int _oldest = None;
    private int _newest = None;

    public int Count { get; private set; }

    public bool Contains(string id) => Find(id) != None;

    /// <summary>Keeps a record of an execution that is not here yet.</summary>
    /// <param name="id">The execution.</param>
    /// <param name="record">Its <see cref="ExecutionRecord"/>.</param>
    /// <param name="endedAt">When it ended, in ticks.</param>
    /// <param name="owner">The session it belongs to.</param>
    public void Add(string id, ReadOnlySpan<byte> record, long endedAt, long owner)
    {
        var index = TakeSlot();
        ref var slot = ref _slots[index];
        slot.Hash = id.GetHashCode(StringComparison.Ordinal);
        slot.Place = _chunks.Add(record);
        (slot.EndedAt, slot.Owner) = (endedAt, owner);
        ref var bucket = ref BucketOf(slot.Hash);
        (slot.Next, bucket) = (bucket, index);
        (slot.Older, slot.Newer) = (_newest, None);
        Follow(_newest, index);
        _newest = index;
        Count++;
    }

    /// <summary>The execution, with bytes of its own; null when it is not here.</summary>
    public StoredExecution? Load(string id) => Find(id) is var index and not None ? Read(index) : null;

    /// <summary>Takes an execution out.</summary>
    public bool TryTake(string id, [NotNullWhen(true)] out StoredExecution? stored, out long owner)
    {
        (stored, owner) = (null, 0);
        if (Find(id) is var index and not None)
        {
            (stored, owner) = (Read(index), _slots[index].Owner);
            Remove(index);
        }

        return stored is not null;
    }

    public bool Remove(string id)
    {
        var index = Find(id);
        if (index != None)
        {
            Remove(index);
        }

        return index != None;
    }

    /// <summary>The session an execution belongs to.</summary>
    public long? OwnerOf(string id) => Find(id) is var index and not None ? _slots[index].Owner : null;

    public void SetOwner(string id, long owner) => _slots[Find(id)].Owner = owner;

    /// <summary>Forgets the oldest until no more than so many are left, and none that ended before a time; says how many.</summary>
    public int Trim(int most, long endedBefore)
    {
        var before = Count;
        while (_oldest != None && (Count > most || _slots[_oldest].EndedAt < endedBefore))
        {
            Remove(_oldest);
        }

        return before - Count;
    }

    /// <summary>Copies of all records.</summary>
    public List<byte[]> CopyAll()
    {
        var all = new List<byte[]>(Count);
        for (var index = _oldest; index != None; index = _slots[index].Newer)
        {
            all.Add(RecordOf(index).ToArray());
        }

        return all;
    }

    /// <summary>
    /// The headers in some slots from one on, so that a reader of all need not keep everybody else waiting; what moves in between may come
    /// twice. Returns the slot to go on from; 0 behind the last.
    /// </summary>
    public int ReadHeaders(int from, int slots, List<ExecutionHeader> to)
    {
        var end = Math.Min(_used, from + slots);
        for (var index = from; index < end; index++)
        {
            if (_slots[index].Place.Length > 0)
            {
                var record = new ByteReader(RecordOf(index));
                to.Add(ExecutionRecord.ReadHeader(ref record));
            }
        }

        return end == _used ? 0 : end;
    }

    private int Find(string id)
    {
        var hash = id.GetHashCode(StringComparison.Ordinal);
        var index = BucketOf(hash);
        while (index != None && (_slots[index].Hash != hash || new ByteReader(RecordOf(index)).Text() != id))
        {
            index = _slots[index].Next;
        }

        return index;
    }

    private StoredExecution Read(int index) => ExecutionRecord.Read(RecordOf(index).ToArray());

    private ReadOnlySpan<byte> RecordOf(int index) => _chunks.Find(_slots[index].Place);

    private ref int BucketOf(int hash) => ref _buckets[hash & (_buckets.Length - 1)];

    private void Remove(int index)
    {
        ref var slot = ref _slots[index];
        ref var link = ref BucketOf(slot.Hash);
        while (link != index)
        {
            link = ref _slots[link].Next;
        }

        link = slot.Next;
        Follow(slot.Older, slot.Newer);
        _newest = slot.Newer == None ? slot.Older : _newest;
        _chunks.Remove(slot.Place);
        slot = new() { Next = _free };
        _free = index;
        Count--;
    }

    /// <summary>Makes one slot the next newer of another; of none, it is the oldest.</summary>
    private void Follow(int older, int newer)
    {
        if (older == None)
        {
            _oldest = newer;
        }
        else
        {
            _slots[older].Newer = newer;
        }

        if (newer != None)
        {
            _slots[newer].Older = older;
        }
    }

    private int TakeSlot()
    {
        if (_free != None)
        {
            var free = _free;
            _free = _slots[free].Next;
            return free;
        }

        if (_used == _slots.Length)
        {
            Grow();
        }

        return _used++;
    }

    private void Grow()
    {
        Array.Resize(ref _slots, _slots.Length * 2);
        _buckets = NewBuckets(_slots.Length);
        for (var index = 0; index < _used; index++)
        {
            ref var bucket = ref BucketOf(_slots[index].Hash);
            (_slots[index].Next, bucket) = (bucket, index);
        }
    }

    private static int[] NewBuckets(int count)
    {
        var buckets = new int[count];
        buckets.AsSpan().Fill(None);
        return buckets;
    }

    /// <summary>Numbers only: nothing for the collector to follow.</summary>
    private struct Slot
    {
        public int Hash;
        public int Next;
        public int Older;
        public int Newer;
        public RecordPlace Place;
        public long EndedAt;
        public long Owner;
    }
}
