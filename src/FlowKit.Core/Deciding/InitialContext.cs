using FlowKit.Mapping;
using FlowKit.Planning;
using FlowKit.Values;

namespace FlowKit.Deciding;

/// <summary>What the context of an execution begins with: the defaults of the flow, submitted values winning, reserved keys left out.</summary>
internal static class InitialContext
{
    public static ValueEditor Of(FlowPlan plan, FlowValue submitted)
    {
        var context = ValueEditor.CopyOf(plan.DefaultContext.AsObjectNode!, room: submitted.Count);
        for (var i = 0; i < submitted.Count; i++)
        {
            var name = submitted.AsObjectNode!.NameAt(i);
            if (!ReservedKeys.Contains(name))
            {
                context.Set(name, submitted.AsObjectNode.ValueAt(i));
            }
        }

        return context;
    }
}
