using FlowKit.Errors;
using FlowKit.Mapping;
using FlowKit.Values;

namespace FlowKit.Deciding;

/// <summary>
/// An operator's change of the context of the top level: a JSON Merge Patch (RFC 7396). Keys of the engine stay as they are. Costs the size
/// of the context, once a command, and is saved as a snapshot.
/// </summary>
internal static class ContextPatch
{
    /// <summary>Refused, and nothing changed, where the context would become too large.</summary>
    public static Reply Apply(Turn turn, FlowValue patch)
    {
        if (patch.Count == 0)
        {
            return Reply.Done;
        }

        var (root, limits) = (turn.State.Root, turn.Options.Limits);
        var changed = Merge(root.Context.Snapshot(), FlowValue.Object(patch.Members.Where(one => !ReservedKeys.Contains(one.Key))));
        if (changed.Extent.Bytes > limits.ContextBytes || changed.Extent.Depth > limits.JsonDepth)
        {
            return Reply.Refused(
                FlowErrorCodes.ContextTooLarge,
                $"The context would be larger than {limits.ContextBytes} bytes or deeper than {limits.JsonDepth} levels.");
        }

        root.Context.Replace(changed);
        root.WrittenBytes = -1;
        turn.NeedsSnapshot = true;
        return Reply.Done;
    }

    private static FlowValue Merge(FlowValue value, FlowValue patch)
    {
        if (patch.Kind != FlowValueKind.Object)
        {
            return patch;
        }

        var before = value.Kind == FlowValueKind.Object ? value : FlowValue.EmptyObject;
        var merged = new ObjectNode(before.Count + patch.Count, owner: null);
        foreach (var (name, kept) in before.Members)
        {
            Set(merged, name, kept, patch[name]);
        }

        foreach (var (name, change) in patch.Members)
        {
            if (before[name].IsMissing)
            {
                Set(merged, name, default, change);
            }
        }

        return new(merged);
    }

    // Null takes a member away.
    private static void Set(ObjectNode merged, string name, FlowValue before, FlowValue change)
    {
        if (change.Kind != FlowValueKind.Null)
        {
            merged.Set(name, change.IsMissing ? before : Merge(before, change));
        }
    }
}
