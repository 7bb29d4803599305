"""Messages on documents that exist already, and on the cluster that builds."""

from rectify_gen.messages import Message

TABLE: dict[str, Message] = {
    "check-orphan": Message(
        "error",
        "来源已不存在{zh}",
        "its source is gone{en}",
        "通报已撤下或改名：运行 rectify-gen build --prune 删除这份文件；来源是误删的，恢复它",
        "if the notice was withdrawn or renamed, remove this document with rectify-gen build --prune; otherwise restore the source",
    ),
    "orphan": Message(
        "info",
        "来源已不存在{zh}",
        "its source is gone{en}",
        "通报已撤下或改名：运行 rectify-gen build --prune 删除这份文件；来源是误删的，恢复它",
        "if the notice was withdrawn or renamed, remove this document with rectify-gen build --prune; otherwise restore the source",
    ),
    "orphan-edited": Message(
        "error",
        "来源已不存在，但这份文件被手工改过或重新保存过，没有删除",
        "its source is gone, but it was edited by hand or saved again; it was not removed",
        "要保留就移到别的文件夹；不要了就加 --force",
        "move it elsewhere to keep it; --force removes it",
    ),
    "orphan-pdf-removed": Message(
        "info", "已一并删除", "was removed with its document"
    ),
    "orphan-pdf-kept": Message(
        "warning",
        "旁边的 PDF 不是由被删除的 Word 文件原样生成的，没有删除",
        "this PDF was not made from the removed document, or was changed since; it was not removed",
        "不再需要就自行删除",
        "delete it yourself if you do not need it",
    ),
    "orphans-elsewhere": Message(
        "info",
        "这个文件夹里没有来源，却有同名通报的文件，像是用 -o 生成的，没有检查",
        "holds documents but no sources: their notices lie elsewhere, as after a build with -o; it was not checked",
        "要检查就运行 rectify-gen build --check 并用 -o 指明它；通报是从这里移走的，就删去这些文件",
        "check it with rectify-gen build --check and -o; if the notices were moved away from here, remove the documents",
    ),
    "file-unremovable": Message(
        "error",
        "不能删除这个文件：{reason}",
        "cannot remove the file: {reason}",
        "在 Word 或 WPS 里打开着就先关闭；核对文件夹的权限",
        "close it if Word or WPS has it open; check the permissions of its folder",
    ),
    "removed": Message("info", "已删除 {output}", "removed {output}"),
    "would-remove": Message(
        "info", "--prune 会删除 {output}", "--prune would remove {output}"
    ),
    "look-changed": Message("info", "{zh}", "{en}"),
    "looks-more": Message(
        "info",
        "另有 {count} 处格式改动没有列出",
        "{count} more changes of formatting are not listed",
    ),
    "check-resaved": Message(
        "info",
        "只是重新保存过，文字和格式没有改动",
        "was only saved again: neither its text nor its formatting was changed",
    ),
    "diff-resaved": Message(
        "info",
        "只是重新保存过，文字和格式没有改动",
        "was only saved again: neither its text nor its formatting was changed",
        "可以直接运行 rectify-gen build",
        "rectify-gen build may overwrite it",
    ),
    "diff-other-edition": Message(
        "warning",
        "这份文件是另一版本（{found}），这里按 {wanted} 比较，列出的差别不一定是手工改的",
        "this document is another edition ({found}) and is compared as {wanted}: not every difference was made by hand",
        "加 --audience {found} 再比较",
        "compare it with --audience {found}",
    ),
    "diff-other-template": Message(
        "warning",
        "这份文件是用另一个模板，或同一模板的旧版生成的，列出的差别不一定是手工改的",
        "this document was built with another template, or an older version of it: not every difference was made by hand",
        "用 -t 指明生成它的模板再比较",
        "name the template that it was built with: -t",
    ),
    "cluster-address": Message(
        "error",
        "“{address}”不是集群调度器的地址",
        "'{address}' is not the address of a cluster scheduler",
        "写成 tcp://主机:端口，端口一般是 8786",
        "write tcp://host:port; the port is usually 8786",
    ),
    "cluster-and-jobs": Message(
        "error",
        "-j 与 --cluster 不能同用：集群用它全部的 worker",
        "-j and --cluster cannot be combined: a cluster uses all its workers",
        "去掉其中一个",
        "leave one of them out",
    ),
    "cluster-not-installed": Message(
        "error",
        "没有安装使用集群所需的 distributed",
        "distributed, which a cluster needs, is not installed",
        'pip install "rectify-gen[cluster]"；或去掉 --cluster，在本机生成',
        'pip install "rectify-gen[cluster]", or build on this machine, without --cluster',
    ),
    "cluster-unreachable": Message(
        "error",
        "{seconds} 秒内没有连上集群调度器 {address}",
        "no scheduler answered at {address} within {seconds} seconds",
        "核对地址和防火墙，看 dask scheduler 是否在运行",
        "check the address and the firewall, and that dask scheduler runs there",
    ),
    "cluster-empty": Message(
        "error",
        "集群 {address} 上没有 worker（已等 {seconds} 秒）",
        "the cluster at {address} has no workers (waited {seconds} seconds)",
        "启动 dask worker {address}，再运行一次；已生成的不会重做",
        "start dask worker {address} and run again; what was built is not built again",
    ),
    "cluster-lost": Message(
        "error",
        "与集群调度器 {address} 的连接中断",
        "the connection to the scheduler at {address} was lost",
        "恢复集群后再运行一次；已生成的不会重做",
        "run again when the cluster is back; what was built is not built again",
    ),
    "cluster-differs": Message(
        "error",
        "worker {worker} 的 {name} 是 {other}，本机是 {own}：同样的来源可能生成不同的文件",
        "{name} is {other} on worker {worker} and {own} here: the same source could give another document",
        "在两边装上同一版本",
        "install the same version on both",
    ),
    "cluster-lacks": Message(
        "error",
        "worker {worker} 没有安装 {name}（本机是 {own}）",
        "{name} is not installed on worker {worker} ({own} here)",
        'worker 上也要 pip install "rectify-gen[cluster]"，版本与本机相同',
        'pip install "rectify-gen[cluster]" for the workers too, in the version that is here',
    ),
    "cluster-zlib": Message(
        "info",
        "zlib 在本机是 {own}，在 worker 上是 {others}：文件内容相同，压缩后的字节可能不同",
        "zlib is {own} here and {others} on the workers: documents hold the same, but may differ in their bytes",
    ),
}
