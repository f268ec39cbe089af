using FlowKit.Values;

namespace FlowKit.Mapping;

/// <summary>What one part of a step selects among the children of a value. A closed set: the walker knows all of them.</summary>
internal abstract class PathSelector
{
    private PathSelector()
    {
    }

    /// <summary>The member of a name. Remembers where it found it last: objects met by one path are mostly alike.</summary>
    public sealed class Name(string text) : PathSelector
    {
        // Only a hint, so threads may write it as they like; written only when it was wrong, lest they fight for it.
        private int _hint;

        public string Text { get; } = text;

        public FlowValue Of(ObjectNode node)
        {
            var hint = _hint;
            if (hint < node.Count && node.NameAt(hint) == Text)
            {
                return node.ValueAt(hint);
            }

            var index = node.IndexOf(Text);
            if (index < 0)
            {
                return default;
            }

            _hint = index;
            return node.ValueAt(index);
        }
    }

    /// <summary>The item at an index; a negative one counts from the end.</summary>
    public sealed class Index(long number) : PathSelector
    {
        public long Number { get; } = number;

        /// <summary>The place in the list from 0; -1 when it is not there.</summary>
        public int In(ArrayNode array)
        {
            var place = Number < 0 ? Number + array.Count : Number;
            return place >= 0 && place < array.Count ? (int)place : -1;
        }
    }

    /// <summary>Every child.</summary>
    public sealed class Wildcard : PathSelector;

    /// <summary>Items from a start to before an end (RFC 9535, section 2.3.4.2).</summary>
    public sealed class Slice(long? start, long? end, long step) : PathSelector
    {
        public long Step { get; } = step;

        /// <summary>The first place, and the one that is no longer taken.</summary>
        public (long First, long Bound) Within(int count)
        {
            var (first, last) = Step >= 0 ? (0L, (long)count) : (-1L, count - 1L);
            var from = start is { } s ? Math.Clamp(s < 0 ? s + count : s, first, last) : Step >= 0 ? first : last;
            var to = end is { } e ? Math.Clamp(e < 0 ? e + count : e, first, last) : Step >= 0 ? last : first;
            return (from, to);
        }
    }

    /// <summary>The children that pass a test; in the flow dialect an object is tested itself.</summary>
    public sealed class Filter(PathFilter test, bool testsObjectItself) : PathSelector
    {
        public PathFilter Test { get; } = test;

        public bool TestsObjectItself { get; } = testsObjectItself;
    }
}
