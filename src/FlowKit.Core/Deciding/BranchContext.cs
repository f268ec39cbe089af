using FlowKit.Executions;
using FlowKit.Mapping;
using FlowKit.Planning;
using FlowKit.Values;

namespace FlowKit.Deciding;

/// <summary>
/// What the context of a branch begins with: the input of its loop without the collection, its item and its number; the input of its
/// choice. It follows from that input, so that it is saved nowhere. Reserved keys are never part of it.
/// </summary>
internal static class BranchContext
{
    /// <summary>The part all branches of a loop share.</summary>
    public static ObjectNode Shared(TaskState loop, ForeachNode node) =>
        Without(ReservedKeys.Without(loop.Input.AsObjectNode!), node.Collection.Segments is [_, .. var below] ? below : []);

    /// <summary>The context of one branch of a choice.</summary>
    public static ValueEditor Of(TaskState choice) => new(new FlowValue(ReservedKeys.Without(choice.Input.AsObjectNode!)));

    /// <summary>The context of one branch of a loop.</summary>
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
