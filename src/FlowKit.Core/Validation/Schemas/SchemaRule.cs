using FlowKit.Mapping;
using FlowKit.Values;

namespace FlowKit.Validation.Schemas;

/// <summary>One thing a value must meet. What is made for another kind of value holds for it.</summary>
internal abstract class SchemaRule
{
    /// <summary>The schemas it holds against the same value, which must not lead back here.</summary>
    public virtual IReadOnlyList<SchemaNode> InPlace => [];

    /// <summary>Whether the value meets it; if not, the fault is told to the run.</summary>
    public abstract bool Meets(FlowValue value, PathTrail? at, SchemaRun run);
}
