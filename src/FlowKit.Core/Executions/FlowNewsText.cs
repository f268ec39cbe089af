namespace FlowKit.Executions;

/// <summary>The names of news.</summary>
public static class FlowNewsText
{
    /// <summary><c>TASK_FINISH</c>, <c>DAG_SUCCEED</c> and so on.</summary>
    public static string ToText(this FlowNews news) => news switch
    {
        FlowNews.TaskFinish => "TASK_FINISH",
        FlowNews.TaskFailed => "TASK_FAILED",
        FlowNews.TaskSkipped => "TASK_SKIPPED",
        FlowNews.TaskCanceled => "TASK_CANCELED",
        FlowNews.DagKeySucceed => "DAG_KEY_SUCCEED",
        FlowNews.DagSucceed => "DAG_SUCCEED",
        FlowNews.DagFailed => "DAG_FAILED",
        FlowNews.DagCanceled => "DAG_CANCELED",
        _ => "DAG_TIMEOUT",
    };
}
