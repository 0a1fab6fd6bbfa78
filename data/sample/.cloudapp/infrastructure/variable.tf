# Filled in by the platform.
variable "cloudapp_cam_role" {}
variable "cloudapp_repo_server" {}
variable "cloudapp_repo_username" {}
variable "cloudapp_repo_password" {}

# Answers to the install form, one variable for each parameter of package.yaml.
variable "app_target" {
  type = object({
    region    = string
    region_id = string
    vpc = object({
      id         = string
      cidr_block = string
    })
    subnet = object({
      id   = string
      zone = string
    })
  })
}

variable "app_sg" {
  type = object({
    region = string
    security_group = object({
      id = string
    })
  })
}

variable "node_type" {
  type = object({
    instance_type = string
  })
}

variable "cluster_cidr" {
  type    = string
  default = "172.16.0.0/16"
}

variable "charge_type" {
  type    = string
  default = "POSTPAID"
}

variable "charge_period" {
  type    = number
  default = 1
}

# Ordinary variables.
variable "app_name" {
  type    = string
  default = "hello-drydock"
}
