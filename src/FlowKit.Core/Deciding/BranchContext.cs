using FlowKit.Executions;
using FlowKit.Planning;
using FlowKit.Values;

namespace FlowKit.Deciding;

/// <summary>
/// What the context of a loop's branch begins with: the loop's input without the collection, its item and its number. It follows from
/// the loop's input, so that it is saved nowhere.
/// </summary>
internal static class BranchContext
{
    /// <summary>The part all branches share.</summary>
    public static ObjectNode Shared(TaskState loop, ForeachNode node) =>
        Without(loop.Input.AsObjectNode!, node.Collection.Segments is [_, .. var below] ? below : []);

    /// <summary>The context of one branch.</summary>
    public static ValueEditor Of(ObjectNode shared, ForeachNode node, FlowValue collection, int branch)
    {
        var context = ValueEditor.CopyOf(shared, room: 2);
        if (node.Item is { } item)
        {
            context.Set(item, node.ItemOf(collection, branch));
        }

        if (node.ItemIndex is { } index)
        {
            context.Set(index, branch);
        }

        return context;
    }

    private static ObjectNode Without(ObjectNode from, ReadOnlySpan<PathSegment> location)
    {
        if (location.IsEmpty || location[0].Name is not { } gone || from.IndexOf(gone) < 0)
        {
            return from;
        }

        var rest = new ObjectNode(from.Count, owner: null);
        for (var i = 0; i < from.Count; i++)
        {
            if (from.NameAt(i) != gone)
            {
                rest.Append(from.NameAt(i), from.ValueAt(i));
            }
            else if (location.Length > 1)
            {
                rest.Append(gone, from.ValueAt(i).AsObjectNode is { } inner ? new(Without(inner, location[1..])) : from.ValueAt(i));
            }
        }

        return rest;
    }
}
