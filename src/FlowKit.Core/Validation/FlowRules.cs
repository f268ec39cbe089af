using FlowKit.Descriptors;
using FlowKit.Errors;
using FlowKit.Validation.Schemas;
using FlowKit.Values;

namespace FlowKit.Validation;

/// <summary>The fields of the flow itself.</summary>
internal static class FlowRules
{
    public static void Check(FlowCheck check)
    {
        var flow = check.Flow;
        NameRules.Check(flow.Workspace, "the flow", "workspace", check);
        NameRules.Check(flow.DagName, "the flow", "dagName", check);
        CheckTasks(flow, check);
        SettingRules.Check(flow.TimeoutInSeconds ?? default, "timeoutInSeconds", "context", least: 0, check);
        CheckCallback(flow.Callback, check);
        if (flow.DefaultContext.Kind is not (FlowValueKind.Object or FlowValueKind.Missing))
        {
            check.Findings.Error(FlowErrorCodes.NoObject, flow.Place, "'defaultContext' must be an object");
        }

        check.Mappings.CheckCommon();
        check.Addresses.CheckResources();
        CheckParameters(flow, check);
        check.Mappings.Check(flow.Output ?? [], MappingKind.Result, task: null);
    }

    private static void CheckTasks(FlowDescriptor flow, FlowCheck check)
    {
        if (flow.IsResource)
        {
            if (flow.Tasks.Count > 0)
            {
                check.Findings.Error(
                    FlowErrorCodes.TasksInResource,
                    flow.Tasks[0].Place,
                    "a document of type 'resource' has no tasks",
                    "take 'type' out, or the tasks");
            }

            if (flow.Resources.Count == 0)
            {
                check.Missing(flow.Place, "the document", "resources");
            }
        }
        else if (flow.Tasks.Count == 0)
        {
            check.Findings.Error(FlowErrorCodes.NoTasks, flow.TasksPlace.Line > 0 ? flow.TasksPlace : flow.Place, "the flow has no tasks");
        }

        var most = check.Options.Limits.Tasks;
        if (check.Tasks.All.Count > most)
        {
            check.Findings.Error(
                FlowErrorCodes.TooManyTasks,
                check.Tasks.All[most].Task.Place,
                $"the flow has {check.Tasks.All.Count} tasks; there may be {most}",
                "move some of them into flows of their own and call those with rillflow://");
        }
    }

    private static void CheckCallback(CallbackDescriptor? callback, FlowCheck check)
    {
        if (callback is null)
        {
            return;
        }

        if (string.IsNullOrWhiteSpace(callback.ResourceName.Value))
        {
            check.Missing(callback.ResourceName.Place, "the callback", "resourceName");
        }

        check.Addresses.Check(callback.ResourceName);
        check.Mappings.Check(callback.InputMappings, MappingKind.Input, task: null);
    }

    private static void CheckParameters(FlowDescriptor flow, FlowCheck check)
    {
        if (!flow.JsonSchema.Value.IsMissing)
        {
            _ = JsonSchema.Compile(flow.JsonSchema, check.Findings);
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var parameter in flow.InputSchema)
        {
            if (string.IsNullOrEmpty(parameter.Name))
            {
                check.Missing(parameter.Place, "the parameter", "name");
            }
            else if (!names.Add(parameter.Name))
            {
                check.Findings.Warning(
                    FlowErrorCodes.DuplicateParameter,
                    parameter.Place,
                    $"the parameter '{parameter.Name}' is declared twice");
            }
        }
    }
}
