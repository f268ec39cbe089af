namespace FlowKit.Storing;

/// <summary>
/// Records one behind the other in pieces of memory that live long. A piece whose records are all gone is used again, or let go of; a record
/// that is large has a piece to itself.
/// </summary>
internal sealed class RecordChunks
{
    // Large enough that the collector never moves it.
    private const int ChunkBytes = 128 * 1024;
    private const int Large = ChunkBytes / 4;
    private readonly List<Chunk> _chunks = [];
    private readonly Stack<int> _numbers = new();
    private byte[]? _spare;
    private int _current = -1;

    public RecordPlace Add(ReadOnlySpan<byte> record)
    {
        var number = record.Length > Large ? Take(record.Length) : WithRoom(record.Length);
        var chunk = _chunks[number];
        record.CopyTo(chunk.Bytes.AsSpan(chunk.Used));
        var place = new RecordPlace(number, chunk.Used, record.Length);
        chunk.Used += record.Length;
        chunk.Living++;
        return place;
    }

    public ReadOnlySpan<byte> Find(RecordPlace place) => _chunks[place.Chunk].Bytes.AsSpan(place.From, place.Length);

    public void Remove(RecordPlace place)
    {
        var chunk = _chunks[place.Chunk];
        if (--chunk.Living > 0)
        {
            return;
        }

        chunk.Used = 0;
        if (place.Chunk != _current)
        {
            // In the steady state the oldest empties as the newest fills.
            _spare ??= chunk.Bytes.Length == ChunkBytes ? chunk.Bytes : null;
            chunk.Bytes = [];
            _numbers.Push(place.Chunk);
        }
    }

    private int WithRoom(int length)
    {
        if (_current < 0 || _chunks[_current].Used + length > ChunkBytes)
        {
            _current = Take(ChunkBytes);
        }

        return _current;
    }

    private int Take(int bytes)
    {
        if (!_numbers.TryPop(out var number))
        {
            number = _chunks.Count;
            _chunks.Add(new());
        }

        var takesSpare = bytes == ChunkBytes && _spare is not null;
        _chunks[number].Bytes = takesSpare ? _spare! : GC.AllocateUninitializedArray<byte>(bytes);
        _spare = takesSpare ? null : _spare;
        return number;
    }

    private sealed class Chunk
    {
        public byte[] Bytes { get; set; } = [];

        public int Used { get; set; }

        public int Living { get; set; }
    }
}
