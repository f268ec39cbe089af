using System.Buffers;
using FlowKit.Values;

namespace FlowKit.Mapping;

/// <summary>
/// The evaluator: walks the steps of a path from a value on and keeps what it arrives at. Every method says whether to go on, which
/// ends when only the first match is asked for. The only place that knows how the selectors work.
/// </summary>
/// <param name="steps">The path.</param>
/// <param name="placesAt">The last step, if null is to stand where its name is missing; -1 otherwise.</param>
/// <param name="firstOnly">Whether it is enough to know that there is a match.</param>
/// <param name="scope">The evaluation this is part of.</param>
internal ref struct PathWalker<TNode>(PathStep[] steps, int placesAt, bool firstOnly, ref PathScope scope)
    where TNode : struct, IPathNode<TNode>
{
    private const int FirstBuffer = 16;

    private readonly ref PathScope _scope = ref scope;
    private readonly int _maxResults = scope.MaxResults;
    private TNode[]? _found;

    public int Count { get; private set; }

    public readonly ReadOnlySpan<TNode> Found => _found.AsSpan(0, Count);

    /// <summary>Gives the buffer of the matches back.</summary>
    public void Release()
    {
        if (_found is not null)
        {
            ArrayPool<TNode>.Shared.Return(_found, clearArray: true);
            _found = null;
        }
    }

    public bool Visit(TNode node, int step)
    {
        for (; step < steps.Length; step++)
        {
            var at = steps[step];
            if (at.Name is not { } name)
            {
                return Branch(node, at, step);
            }

            if (node.Value.AsObjectNode is not { } members)
            {
                return true;
            }

            var value = name.Of(members);
            if (value.IsMissing)
            {
                if (step != placesAt)
                {
                    return true;
                }

                value = FlowValue.Null;
            }

            node = node.Member(name.Text, value);
        }

        return Keep(node);
    }

    private bool Keep(TNode node)
    {
        if (firstOnly)
        {
            Count = 1;
            return false;
        }

        if (Count == _maxResults)
        {
            throw _scope.TooManyResults();
        }

        _found ??= ArrayPool<TNode>.Shared.Rent(FirstBuffer);
        if (Count == _found.Length)
        {
            Grow();
        }

        _found[Count++] = node;
        return true;
    }

    private void Grow()
    {
        var larger = ArrayPool<TNode>.Shared.Rent(Count * 2);
        Found.CopyTo(larger);
        Release();
        _found = larger;
    }

    private bool Branch(TNode node, PathStep at, int step)
    {
        _scope.Enter();
        var more = at.IsDescendant ? Descend(node, at, step, isItem: false) : Select(node, at, step, isItem: false);
        _scope.Leave();
        return more;
    }

    private bool Descend(TNode node, PathStep at, int step, bool isItem)
    {
        if (node.Value.Count == 0)
        {
            return true;
        }

        _scope.Enter();
        var more = Select(node, at, step, isItem) && DescendIntoChildren(node, at, step);
        _scope.Leave();
        return more;
    }

    private bool DescendIntoChildren(TNode node, PathStep at, int step)
    {
        _scope.Charge(node.Value.Count);
        if (node.Value.AsArrayNode is { } array)
        {
            for (var i = 0; i < array.Count; i++)
            {
                if (!Descend(node.Item(i, array[i]), at, step, isItem: true))
                {
                    return false;
                }
            }

            return true;
        }

        var members = node.Value.AsObjectNode!;
        for (var i = 0; i < members.Count; i++)
        {
            if (!Descend(node.Member(members.NameAt(i), members.ValueAt(i)), at, step, isItem: false))
            {
                return false;
            }
        }

        return true;
    }

    private bool Select(TNode node, PathStep at, int step, bool isItem)
    {
        foreach (var selector in at.Selectors)
        {
            var more = selector switch
            {
                PathSelector.Wildcard => SelectAll(node, step),
                PathSelector.Filter filter => SelectPassing(node, filter, step, isItem),
                PathSelector.Name name => SelectMember(node, name, step),
                PathSelector.Index index => SelectItem(node, index, step),
                _ => SelectSlice(node, (PathSelector.Slice)selector, step),
            };
            if (!more)
            {
                return false;
            }
        }

        return true;
    }

    private bool SelectMember(TNode node, PathSelector.Name name, int step)
    {
        var value = node.Value.AsObjectNode is { } members ? name.Of(members) : default;
        return value.IsMissing || Visit(node.Member(name.Text, value), step + 1);
    }

    private bool SelectItem(TNode node, PathSelector.Index index, int step) =>
        node.Value.AsArrayNode is not { } array || index.In(array) is not (>= 0 and var place) ||
        Visit(node.Item(place, array[place]), step + 1);

    private bool SelectAll(TNode node, int step)
    {
        _scope.Charge(node.Value.Count);
        if (node.Value.AsArrayNode is { } array)
        {
            for (var i = 0; i < array.Count; i++)
            {
                if (!Visit(node.Item(i, array[i]), step + 1))
                {
                    return false;
                }
            }
        }
        else if (node.Value.AsObjectNode is { } members)
        {
            for (var i = 0; i < members.Count; i++)
            {
                if (!Visit(node.Member(members.NameAt(i), members.ValueAt(i)), step + 1))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private bool SelectSlice(TNode node, PathSelector.Slice slice, int step)
    {
        if (node.Value.AsArrayNode is not { } array || slice.Step == 0)
        {
            return true;
        }

        var (first, bound) = slice.Within(array.Count);
        for (var i = first; slice.Step > 0 ? i < bound : i > bound; i += slice.Step)
        {
            _scope.Charge(1);
            if (!Visit(node.Item((int)i, array[(int)i]), step + 1))
            {
                return false;
            }
        }

        return true;
    }

    private bool SelectPassing(TNode node, PathSelector.Filter filter, int step, bool isItem)
    {
        _scope.Charge(node.Value.Count);
        if (node.Value.AsArrayNode is { } array)
        {
            for (var i = 0; i < array.Count; i++)
            {
                if (filter.Test.Holds(array[i], ref _scope) && !Visit(node.Item(i, array[i]), step + 1))
                {
                    return false;
                }
            }

            return true;
        }

        if (node.Value.AsObjectNode is not { } members)
        {
            return true;
        }

        // An item of a list was tested when the list was; testing it again as an object itself would yield it twice.
        return filter.TestsObjectItself
            ? isItem || !filter.Test.Holds(node.Value, ref _scope) || Visit(node, step + 1)
            : SelectPassingMembers(node, members, filter, step);
    }

    private bool SelectPassingMembers(TNode node, ObjectNode members, PathSelector.Filter filter, int step)
    {
        for (var i = 0; i < members.Count; i++)
        {
            var value = members.ValueAt(i);
            if (filter.Test.Holds(value, ref _scope) && !Visit(node.Member(members.NameAt(i), value), step + 1))
            {
                return false;
            }
        }

        return true;
    }
}
