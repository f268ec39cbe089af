using FlowKit.Descriptors;
using FlowKit.Expressions;

namespace FlowKit.Planning;

/// <summary>A <c>script</c> task that is an expression, compiled.</summary>
internal sealed class ScriptNode(ScriptTask task, NodeParts parts) : TaskNode(task, parts)
{
    public Expression Expression { get; } = MappingCompiler.Compile(task.Expression!.Value.Value);
}
