resource "random_password" "db" {
  length           = 16
  override_special = "_-+=!@#%"
}

resource "random_password" "node" {
  length           = 16
  override_special = "_-+=!@#%"
}

resource "tencentcloud_kubernetes_cluster" "cluster" {
  availability_zone       = var.app_target.subnet.zone
  vpc_id                  = var.app_target.vpc.id
  subnet_ids              = [var.app_target.subnet.id]
  cluster_name            = "${var.app_name}-cluster"
  cluster_cidr            = var.cluster_cidr
  cluster_os              = "tlinux3.1x86_64"
  cluster_deploy_type     = "MANAGED_CLUSTER"
  cluster_level           = "L20"
  cluster_max_pod_num     = 64
  cluster_max_service_num = 1024
  container_runtime       = "containerd"
  network_type            = "GR"

  worker_config {
    count                               = 2
    availability_zone                   = var.app_target.subnet.zone
    subnet_id                           = var.app_target.subnet.id
    instance_type                       = var.node_type.instance_type
    instance_charge_type                = var.charge_type == "PREPAID" ? "PREPAID" : "POSTPAID_BY_HOUR"
    instance_charge_type_prepaid_period = var.charge_period
    password                            = random_password.node.result
    security_group_ids                  = [var.app_sg.security_group.id]
    cam_role_name                       = var.cloudapp_cam_role
  }
}

resource "tencentcloud_mysql_instance" "db" {
  availability_zone = var.app_target.subnet.zone
  vpc_id            = var.app_target.vpc.id
  subnet_id         = var.app_target.subnet.id
  instance_name     = "${var.app_name}-mysql"
  engine_version    = "8.0"
  cpu               = 1
  mem_size          = 1000
  volume_size       = 50
  intranet_port     = 3306
  root_password     = random_password.db.result
  security_groups   = [var.app_sg.security_group.id]
  charge_type       = var.charge_type
  prepaid_period    = var.charge_period
}

resource "tencentcloud_clb_instance" "entry" {
  network_type    = "OPEN"
  clb_name        = "${var.app_name}-entry"
  vpc_id          = var.app_target.vpc.id
  subnet_id       = var.app_target.subnet.id
  security_groups = [var.app_sg.security_group.id]
}

resource "cloudapp_helm_app" "app" {
  cluster_id     = tencentcloud_kubernetes_cluster.cluster.id
  chart_src      = "../software/chart"
  chart_username = var.cloudapp_repo_username
  chart_password = var.cloudapp_repo_password

  chart_values = {
    registry = {
      server   = var.cloudapp_repo_server
      username = var.cloudapp_repo_username
      password = var.cloudapp_repo_password
    }
    database = {
      host     = tencentcloud_mysql_instance.db.intranet_ip
      port     = tencentcloud_mysql_instance.db.intranet_port
      user     = "root"
      password = random_password.db.result
    }
    entry = {
      loadBalancerId = tencentcloud_clb_instance.entry.id
    }
    camRole = var.cloudapp_cam_role
  }
}
