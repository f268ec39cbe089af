using System.Text;
using FlowKit.Executions;

namespace FlowKit.Tests.Snippets;

/// <summary>The code of docs/history.md.</summary>
internal static class Histories
{
    public static async Task<string> RetryAsync(IFlowEngine engine, string id)
    {
        #region history, note
        await engine.RetryFromFailedAsync(id, new OperationNote(By: "ann", Reason: "the bank is back"));
        #endregion

        await engine.WaitAsync(id);
        var text = new StringBuilder();
        #region history, read
        ExecutionHistory history = (await engine.GetHistoryAsync(id))!;
        foreach (AttemptView one in history.Attempts)
        {
            text.AppendLine($"{one.Task} {one.Epoch}/{one.Attempt}: {one.Failure?.Code ?? one.Status.ToText()}");
        }

        foreach (OperationView one in history.Operations)
        {
            text.AppendLine($"{one.Operation.ToText()} by {one.By}: {one.Reason}");
        }

        TimeSpan waited = history.Tasks["charge"].Waiting;
        text.AppendLine(string.Join(" > ", history.CriticalPath));
        #endregion

        return waited < TimeSpan.Zero ? string.Empty : text.ToString();
    }
}
